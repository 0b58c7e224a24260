namespace Hmm.Benchmarks.MirrorCore;

/// <summary>One instance of mirror-core, as a type.</summary>
internal interface IParameters
{
    /// <summary>Pages, 1 to 5.</summary>
    static abstract int Pages { get; }

    /// <summary>Devices, 1 to 3, each with one fault engine and one driver lock.</summary>
    static abstract int Devices { get; }

    /// <summary>CPU threads, 1 to 3.</summary>
    static abstract int Threads { get; }

    /// <summary>0 for the protocol as it is; 1 drops the retry check, 2 the wait before a fault, 3 the callback's driver lock.</summary>
    static abstract int Mutant { get; }
}
