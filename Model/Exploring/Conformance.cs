using System.Collections.Immutable;
using System.Globalization;
using Hmm.Model.Exploring.Recording;
using Hmm.Model.Memory;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring;

/// <summary>Replays what a real kernel was recorded doing, operation by operation, and compares everything that was observed.</summary>
public static class Conformance
{
    private const int Recorder = 0;

    /// <summary>Replays a sequence from its beginning to its first difference.</summary>
    /// <param name="protocol">The protocol that should explain it.</param>
    /// <param name="sequence">The recorded sequence.</param>
    /// <param name="audit">Counts what the records exercise, and checks the invariants after each; null to replay only.</param>
    /// <returns>How far the model and the kernel agree.</returns>
    public static Replay Run(Protocol protocol, RecordedSequence sequence, ConformanceAudit? audit = null)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(sequence);
        var runner = new Runner(protocol.Plan, audit?.Steps);
        var world = World.Start(sequence.Pages, sequence.Devices, 0b1100, recording: true);
        var agreed = 0;
        foreach (var recorded in sequence.Calls)
        {
            if (Step(runner, ref world, recorded) is { } difference)
            {
                return Result(sequence, agreed, difference with { File = sequence.File, Seed = sequence.Seed, Index = recorded.Index });
            }

            agreed++;
            audit?.Look(ref world, sequence, recorded);
            audit?.Steps.BeginRun();
            world.FirstViolation = default;
        }

        return Result(sequence, agreed, null);
    }

    private static Replay Result(RecordedSequence sequence, int agreed, Difference? difference) => new()
    {
        Records = sequence.Calls.Length,
        Agreed = agreed,
        Sections = sequence.Calls.Count(static call => call.IsSection),
        Explained = sequence.Calls.Take(agreed).Count(static call => call.IsSection),
        Difference = difference,
    };

    private static Difference? Step(Runner runner, ref World world, RecordedCall recorded)
    {
        if (!recorded.IsCall)
        {
            return Differ("died", "the kernel crashed", "no operation of the model does", "none");
        }

        var invocation = Invocations.Of(recorded.Call);
        runner.Begin(ref world, Recorder, runner.Plan.Entry(invocation.Operation), invocation.Binding);
        return Follow(runner, ref world, recorded) is { } difference
            ? difference with { Rule = $"{invocation.Operation}{difference.Rule}" }
            : null;
    }

    /// <summary>Runs the operation in flight to its end, taking at each choice the way that the kernel was seen to go.</summary>
    private static Difference? Follow(Runner runner, ref World world, RecordedCall recorded)
    {
        switch (runner.Run(ref world, Recorder))
        {
            case Stop.Blocked:
                var step = runner.Plan.Step(world.Flight(Recorder).Position);
                return Differ("ret", Number(recorded.Result!.Return), $"blocked at '{step.Label}'", $", {step.Source}");
            case Stop.Choice:
                return Choose(runner, ref world, recorded);
            default:
                return Compare(in world, recorded);
        }
    }

    private static Difference? Choose(Runner runner, ref World world, RecordedCall recorded)
    {
        Difference? first = null;
        var position = world.Flight(Recorder).Position;
        for (var arm = 0; arm < runner.Plan.Arms(position); arm++)
        {
            if (!runner.Plan.IsPermitted(ref world, Recorder, position, arm))
            {
                continue;
            }

            var next = world;
            runner.Take(ref next, Recorder, arm);
            if (Follow(runner, ref next, recorded) is not { } difference)
            {
                world = next;
                return null;
            }

            first ??= difference;
        }

        return first;
    }

    /// <summary>The test driver itself uses freed memory and loses writes; what follows from that is no difference, everything else is.</summary>
    private static Difference? Compare(in World world, RecordedCall recorded) =>
        world.Violation.Kind is not (ViolationKind.None or ViolationKind.UseAfterFree or ViolationKind.Data)
        ? Differ("violation", "none", world.Violation.ToString())
        : CompareResult(world.Flight(Recorder).Outcome, recorded.Call!, recorded.Result!) ?? CompareState(in world, recorded.State);

    private static Difference? CompareResult(in Outcome outcome, Call call, CallResult result)
    {
        if (outcome.Return != result.Return)
        {
            return Differ("ret", Number(result.Return), Number(outcome.Return));
        }

        if (result.Torn)
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

    private static Difference? CompareState(in World world, ImmutableArray<ObservedSpace> state)
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

    private static Difference Differ(string field, string kernel, string model, string rule = "") =>
        new() { File = string.Empty, Seed = 0, Index = 0, Field = field, Kernel = kernel, Model = model, Rule = rule };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Hex(int value) => $"0x{value:X2}";
}
