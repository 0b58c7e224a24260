namespace Hmm.Benchmarks.MirrorCore;

/// <content>Steps that a reduction takes inside the step before them.</content>
internal readonly partial struct MirrorCore<TParameters>
{
    /// <summary>Takes one step that changes nothing others can see before the lock is free again, if an actor is at such a step.</summary>
    /// <param name="state">The state, changed when there is one.</param>
    /// <param name="isWhole">
    /// True for everything that an actor does while it holds a driver lock; false only for what nobody else could see or hinder even
    /// without the lock: the retry check and the releases.
    /// </param>
    /// <param name="rule">The rule that fired.</param>
    /// <returns>False when no actor is at such a step.</returns>
    public static bool TryAdvance(ref ulong state, bool isWhole, out Rule rule)
    {
        var one = default(OneSink);
        for (var device = 0; device < Devices; device++)
        {
            var engine = Field(state, Engines + (device * EngineBits), 7);
            if (engine >= EngineState.Check && (isWhole || engine != EngineState.Install))
            {
                LeaveDevice(state, device, default, ref one);
                (state, rule) = (one.Next, one.Rule);
                return true;
            }
        }

        for (var thread = 0; thread < Threads; thread++)
        {
            var pc = Field(state, CpuThreads + (thread * ThreadBits), 7);
            if (pc == ThreadState.Unlock || (isWhole && pc is ThreadState.Sequence or ThreadState.Clear))
            {
                LeaveThread(state, thread, default, ref one);
                (state, rule) = (one.Next, one.Rule);
                return true;
            }
        }

        rule = default;
        return false;
    }

    /// <summary>Whether an actor holds a device's driver lock.</summary>
    public static bool Holds(ulong state, int actor, int device)
    {
        if (actor <= Devices)
        {
            return actor == 1 + device && Field(state, Engines + (device * EngineBits), 7) >= EngineState.Check;
        }

        var at = CpuThreads + ((actor - 1 - Devices) * ThreadBits);
        return Mutant != 3
            && Field(state, at, 7) is >= ThreadState.Sequence and <= ThreadState.Unlock
            && Field(state, at + ThreadDevice, DeviceMask) == device;
    }

    /// <summary>What a device's driver lock guards: its mirror, and the mark that makes its fault try again.</summary>
    public static (int Mirror, int Stale) Guarded(ulong state, int device) =>
        (Field(state, Mirrors + (2 * device * Pages), (1 << (2 * Pages)) - 1),
            Field(state, Engines + (device * EngineBits) + EngineStale, 1));
}
