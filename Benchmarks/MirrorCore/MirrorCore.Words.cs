using System.Globalization;

namespace Hmm.Benchmarks.MirrorCore;

/// <content>Steps in words.</content>
internal readonly partial struct MirrorCore<TParameters>
{
    /// <summary>A step in words: who, what, and on which page and device.</summary>
    /// <param name="rule">The rule that fired.</param>
    /// <param name="actor">Who fired it.</param>
    /// <param name="before">The state before.</param>
    /// <param name="after">The state after.</param>
    public static string Describe(Rule rule, int actor, ulong before, ulong after)
    {
        if (actor == Outside)
        {
            var page = 0;
            while (Field(before, 3 * page, 7) == Field(after, 3 * page, 7))
            {
                page++;
            }

            var entry = Field(after, 3 * page, 7) == Entry.Read ? "read-only" : "read-write";
            return string.Create(CultureInfo.InvariantCulture, $"{rule} p{page} {entry}");
        }

        // A page is named in the state before the step, or, where the step is what picks it, in the state after.
        if (actor <= Devices)
        {
            var at = Engines + ((actor - 1) * EngineBits);
            var page = Field(rule == Rule.Begin ? after : before, at + EnginePage, PageMask);
            var where = rule == Rule.FaultRelease ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" p{page}");
            return string.Create(CultureInfo.InvariantCulture, $"{rule} d{actor - 1}{where}");
        }

        var thread = actor - 1 - Devices;
        var registers = CpuThreads + (thread * ThreadBits);
        var named = Field(before, registers, 7) == ThreadState.Idle ? after : before;
        var text = string.Create(CultureInfo.InvariantCulture, $"{rule} t{thread} p{Field(named, registers + ThreadPage, PageMask)}");
        var device = rule switch
        {
            Rule.StartToDevice => Field(after, registers + ThreadPurpose, PurposeMask) - Purpose.ToDevice,
            Rule.CallbackLock => Field(after, registers + ThreadDevice, DeviceMask),
            Rule.CallbackSequence or Rule.CallbackClear or Rule.CallbackUnlock => Field(before, registers + ThreadDevice, DeviceMask),
            _ => -1,
        };
        return device < 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text} d{device}");
    }
}
