namespace Hmm.Benchmarks.MirrorCore;

/// <summary>An instance of mirror-core, put together from numbers.</summary>
internal readonly struct Parameters<TPages, TDevices, TThreads, TMutant> : IParameters
    where TPages : struct, IConstant
    where TDevices : struct, IConstant
    where TThreads : struct, IConstant
    where TMutant : struct, IConstant
{
    public static int Pages => TPages.Value;

    public static int Devices => TDevices.Value;

    public static int Threads => TThreads.Value;

    public static int Mutant => TMutant.Value;
}
