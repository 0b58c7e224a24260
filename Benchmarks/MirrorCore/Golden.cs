namespace Hmm.Benchmarks.MirrorCore;

/// <summary>Counts of mirror-core on which independent programs agree: C, Murphi, Promela and TLA+, where they were run.</summary>
/// <param name="Pages">Pages.</param>
/// <param name="Devices">Devices.</param>
/// <param name="Threads">CPU threads.</param>
/// <param name="States">States, the initial one included; 0 where nobody has counted them.</param>
/// <param name="Transitions">Enabled rule instances, summed over the states.</param>
/// <param name="Depth">Levels after the initial one.</param>
/// <param name="Orbits">States up to the names of pages, devices and threads; 0 where nobody has counted them.</param>
/// <param name="Merged">States outside of sections under a driver lock; 0 where nobody has counted them.</param>
/// <param name="MergedOrbits">The same up to names.</param>
internal sealed record Golden(
    int Pages, int Devices, int Threads, long States, long Transitions, int Depth, long Orbits = 0, long Merged = 0, long MergedOrbits = 0)
{
    /// <summary>All of them, by the number of states.</summary>
    public static IReadOnlyList<Golden> All { get; } =
    [
        new(1, 1, 1, 486, 899, 20),
        new(2, 1, 1, 13_326, 32_894, 35, 6_671, 4_380, 2_194),
        new(1, 2, 1, 23_935, 64_524, 32),
        new(1, 2, 2, 46_404, 125_699, 32),
        new(2, 1, 2, 134_504, 365_630, 36, 33_923),
        new(3, 1, 1, 227_536, 685_496, 50, 39_872),
        new(1, 3, 1, 1_143_320, 4_177_499, 44),
        new(1, 3, 2, 2_253_562, 8_249_827, 44, 196_666),
        new(2, 2, 1, 2_804_120, 8_972_214, 51, 701_941, 309_872, 77_941),
        new(4, 1, 1, 3_151_104, 11_141_632, 65),
        new(3, 1, 2, 5_959_306, 20_210_558, 51, 502_279, 1_465_358, 124_563),
        new(3, 1, 3, 37_795_882, 141_198_470, 52, 1_107_776),
        new(5, 1, 1, 38_762_496, 156_986_368, 80, 497_364, 12_238_848, 158_322),
        new(2, 2, 2, 61_943_020, 210_370_652, 56, 7_757_055, 3_706_884, 467_764),
        new(3, 2, 1, 158_006_268, 568_953_660, 70, 0, 0, 1_437_946),
        new(4, 1, 2, 175_358_688, 706_513_784, 66, 3_877_978),
        new(4, 1, 3, 0, 0, 0, 0, 0, 2_746_553),
        new(4, 2, 1, 0, 0, 0, 0, 0, 15_139_771),
        new(3, 2, 2, 0, 0, 0, 0, 0, 20_211_041),
    ];

    /// <summary>The counts as runs that should give them.</summary>
    /// <param name="workers">Threads that explore.</param>
    /// <returns>What to ask for, and the states to expect.</returns>
    public IEnumerable<(Request Request, long States)> Runs(int workers)
    {
        var plain = new Request(Pages, Devices, Threads, 0, Reduction.None, IsSymmetric: false, workers);
        (Request Request, long States)[] runs =
        [
            (plain, States),
            (plain with { IsSymmetric = true }, Orbits),
            (plain with { Reduction = Reduction.Merge }, Merged),
            (plain with { Reduction = Reduction.Merge, IsSymmetric = true }, MergedOrbits),
        ];
        return runs.Where(static run => run.States > 0);
    }

    /// <summary>Whether a report says what it should.</summary>
    /// <param name="report">The report.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="states">The states to expect.</param>
    /// <returns>True when it does.</returns>
    public bool Agrees(Report report, Request request, long states)
    {
        var isPlain = request is { Reduction: Reduction.None, IsSymmetric: false };
        return report.Verdict == "verified" && report.States == states
            && (!isPlain || (report.Transitions, report.Depth) == (Transitions, Depth));
    }
}
