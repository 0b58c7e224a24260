using System.Collections.Immutable;
using System.Globalization;
using Hmm.Model.Exploring.Recording;
using Hmm.Model.Memory;

namespace Hmm.Model.Exploring;

/// <summary>What was observed, against what the model shows: the result of a call, and the state of every process.</summary>
internal static class Comparison
{
    /// <summary>Whether a step broke a rule that no driver may break.</summary>
    /// <remarks>The test driver itself uses freed memory and loses writes; what follows from that is no difference, everything else
    /// is.</remarks>
    /// <param name="world">The world.</param>
    public static Difference? Rules(in World world) =>
        world.Violation.Kind is not (ViolationKind.None or ViolationKind.UseAfterFree or ViolationKind.Data)
            ? Differ("violation", "none", world.Violation.ToString())
            : null;

    /// <summary>Compares the result of a call.</summary>
    /// <param name="outcome">What the model shows.</param>
    /// <param name="call">The call.</param>
    /// <param name="result">What the kernel showed.</param>
    /// <param name="mayTear">Whether the two ends of a page may differ: after threads have raced, a copy or an access may have met a write
    /// half-way. The model keeps one value a page, the one at its start, and every access happens when it comes to the start.</param>
    public static Difference? Result(in Outcome outcome, Call call, CallResult result, bool mayTear)
    {
        if (outcome.Return != result.Return)
        {
            return Differ("ret", Number(result.Return), Number(outcome.Return));
        }

        if (result.Torn && !mayTear)
        {
            return Differ("torn", "the two ends of a page differ", "never");
        }

        if (result.Return != 0)
        {
            return null;
        }

        if (result.Pages >= 0 && result.Pages != outcome.Pages)
        {
            return Differ("cpages", Number(result.Pages), Number(outcome.Pages));
        }

        return result.Faults >= 0 && result.Faults != outcome.Faults
            ? Differ("faults", Number(result.Faults), Number(outcome.Faults))
            : ComparePages(in outcome, result);
    }

    private static Difference? ComparePages(in Outcome outcome, CallResult result)
    {
        for (var i = 0; i < result.Values.Length; i++)
        {
            if (result.Values[i] != outcome.Value(i) && (outcome.Unknown >> i & 1) == 0)
            {
                return Differ($"vals[{i}]", result.Values[i].ToString(CultureInfo.InvariantCulture), Number(outcome.Value(i)));
            }
        }

        for (var i = 0; i < result.Permissions.Length; i++)
        {
            if (result.Permissions[i] != outcome.Value(i))
            {
                return Differ($"perm[{i}]", Hex(result.Permissions[i]), Hex(outcome.Value(i)));
            }
        }

        return null;
    }

    /// <summary>Compares the state of every process.</summary>
    /// <param name="world">The world.</param>
    /// <param name="state">What the kernel showed.</param>
    public static Difference? State(in World world, ImmutableArray<ObservedSpace> state)
    {
        Span<int> numbers = stackalloc int[Capacity.Frames];
        numbers.Fill(-1);
        var next = 0;
        foreach (var space in state)
        {
            for (var page = 0; page < space.Entries.Length; page++)
            {
                var place = Place.At(space.Process, page);
                if (space.SnapshotReturn == 0
                    && Observation.Permission(in world, place) is var permission && permission != space.Permissions[page])
                {
                    return Differ($"state p{space.Process} perm[{page}]", Hex(space.Permissions[page]), Hex(permission));
                }

                var frame = world[place].Frame;
                if (!frame.IsNone && numbers[frame.Index] < 0)
                {
                    numbers[frame.Index] = next++;
                }

                var entry = Observation.Entry(in world, place, numbers[frame.Index]);
                if (entry != space.Entries[page])
                {
                    return Differ($"state p{space.Process} pte[{page}]", space.Entries[page].ToString(), entry.ToString());
                }
            }
        }

        return null;
    }

    /// <summary>A difference in a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="kernel">What the kernel showed.</param>
    /// <param name="model">What the model shows.</param>
    /// <param name="rule">Which rule gave it.</param>
    public static Difference Differ(string field, string kernel, string model, string rule = "") =>
        new() { File = string.Empty, Seed = 0, Index = 0, Field = field, Kernel = kernel, Model = model, Rule = rule };

    /// <summary>A number as it is shown.</summary>
    /// <param name="value">The number.</param>
    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Hex(int value) => $"0x{value:X2}";
}
