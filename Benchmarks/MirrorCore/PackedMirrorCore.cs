using System.Globalization;
using Hmm.Model.Exploring;

namespace Hmm.Benchmarks.MirrorCore;

/// <summary>mirror-core as a packed system, compiled for the very numbers that are asked for.</summary>
internal sealed class PackedMirrorCore : IMirrorCore
{
    private const int BitsMax = 63;

    public string Name => "packed";

    public Report Explore(Request request) => request.Pages switch
    {
        1 => Explore<Constant.One>(request),
        2 => Explore<Constant.Two>(request),
        3 => Explore<Constant.Three>(request),
        4 => Explore<Constant.Four>(request),
        5 => Explore<Constant.Five>(request),
        _ => throw TooMany("pages", request.Pages, 5),
    };

    private static Report Explore<TPages>(Request request)
        where TPages : struct, IConstant => request.Devices switch
    {
        1 => Explore<TPages, Constant.One>(request),
        2 => Explore<TPages, Constant.Two>(request),
        3 => Explore<TPages, Constant.Three>(request),
        _ => throw TooMany("devices", request.Devices, 3),
    };

    private static Report Explore<TPages, TDevices>(Request request)
        where TPages : struct, IConstant
        where TDevices : struct, IConstant => request.Threads switch
    {
        1 => Explore<TPages, TDevices, Constant.One>(request),
        2 => Explore<TPages, TDevices, Constant.Two>(request),
        3 => Explore<TPages, TDevices, Constant.Three>(request),
        _ => throw TooMany("threads", request.Threads, 3),
    };

    private static Report Explore<TPages, TDevices, TThreads>(Request request)
        where TPages : struct, IConstant
        where TDevices : struct, IConstant
        where TThreads : struct, IConstant => request.Mutant switch
    {
        0 => Reduce<Parameters<TPages, TDevices, TThreads, Constant.Zero>, Constant.Zero>(request),
        1 => Reduce<Parameters<TPages, TDevices, TThreads, Constant.One>, Constant.One>(request),
        2 => Reduce<Parameters<TPages, TDevices, TThreads, Constant.Two>, Constant.Two>(request),
        3 => Reduce<Parameters<TPages, TDevices, TThreads, Constant.Three>, Constant.Three>(request),
        _ => throw new RefusedException($"There are mutants 1 to 3, and 0 for none; {request.Mutant} is none of them."),
    };

    public IReadOnlyList<string> Audit(Request request) => PackedAudit.Of(request);

    private static Report Reduce<TParameters, TMutant>(Request request)
        where TParameters : struct, IParameters
        where TMutant : struct, IConstant
    {
        MirrorCore<TParameters>.Prepare();
        if (MirrorCore<TParameters>.Bits > BitsMax)
        {
            throw new RefusedException(string.Create(CultureInfo.InvariantCulture,
                $"A state takes {MirrorCore<TParameters>.Bits} bits, and a packed one has {BitsMax}: choose a smaller scope."));
        }

        switch (request.Reduction)
        {
            case Reduction.Chain:
                return Fold<TParameters, Reduced<TParameters, ChainCollapse<TParameters>>, ChainCollapse<TParameters>>(request);
            case Reduction.Merge:
                LockGuard.Check<Parameters<Constant.One, Constant.Two, Constant.Two, TMutant>>();
                LockGuard.Check<Parameters<Constant.Two, Constant.One, Constant.Two, TMutant>>();
                return Fold<TParameters, Reduced<TParameters, LockTransactions<TParameters>>, LockTransactions<TParameters>>(request);
            default:
                return Fold<TParameters, MirrorCore<TParameters>, NoReduction>(request);
        }
    }

    private static Report Fold<TParameters, TSystem, TReduction>(Request request)
        where TParameters : struct, IParameters
        where TSystem : struct, IPackedSystem
        where TReduction : struct, IReduction => request.IsSymmetric
            ? Measure<TParameters, Symmetric<TParameters, TSystem>, TReduction>(request)
            : Measure<TParameters, TSystem, TReduction>(request);

    private static Report Measure<TParameters, TSystem, TReduction>(Request request)
        where TParameters : struct, IParameters
        where TSystem : struct, IPackedSystem
        where TReduction : struct, IReduction
    {
        return Measurement.Of("packed", request, Explorer.Explore<TSystem>, RunInWords.Of<TParameters, TReduction>);
    }

    private static RefusedException TooMany(string what, int count, int most) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The packed system has 1 to {most} {what}, not {count}."));
}
