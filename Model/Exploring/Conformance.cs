using Hmm.Model.Exploring.Recording;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring;

/// <summary>Replays what a real kernel was recorded doing, operation by operation, and compares everything that was observed.</summary>
public static class Conformance
{
    private const int Recorder = 0;
    private const int RetriesMax = 100_000;

    /// <summary>Replays a sequence from its beginning to its first difference.</summary>
    /// <param name="protocol">The protocol that should explain it.</param>
    /// <param name="sequence">The recorded sequence.</param>
    /// <param name="audit">Is told what the records exercise, if all agree; null to replay only.</param>
    /// <param name="account">The record, a section, of which to account; -1 for none but the one that has no explanation.</param>
    /// <param name="within">The protocol that should explain that record, while the other explains those before and after; null for the
    /// same.</param>
    /// <returns>How far the model and the kernel agree.</returns>
    public static Replay Run(
        Protocol protocol, RecordedSequence sequence, ConformanceAudit? audit = null, int account = -1, Protocol? within = null)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(sequence);
        var (runner, other) = (new Runner(protocol.Plan), new Runner((within ?? protocol).Plan));
        var (world, arms) = (Start(sequence), new List<int>[sequence.Calls.Length]);
        var sections = new Stack<(int Index, SectionSearch Search)>();
        var (furthest, most, retries, nearest) = ((Difference?)null, -1, 0, (SectionAccount?)null);
        for (var i = 0; i < sequence.Calls.Length; i++)
        {
            var by = i == account ? other : runner;
            if (Step(by, ref world, sequence.Calls[i], i, sections, arms[i] = [], out var search) is not { } difference)
            {
                world.FirstViolation = default;
                continue;
            }

            if (i > most)
            {
                (furthest, most) = (difference, i);
                nearest = Nearest(i == account ? within ?? protocol : protocol, sequence.Calls[i], search, difference);
            }

            if (retries++ == RetriesMax || !TryReconsider(sections, ref world, out i))
            {
                return Differing(sequence, most, furthest!) with { Account = nearest };
            }
        }

        if (audit is not null)
        {
            Retrace.Run(protocol, sequence, arms, sections.ToDictionary(section => section.Index, section => section.Search.Steps), audit);
        }

        return Result(sequence, sequence.Calls.Length, null) with
        {
            Account = Found(within ?? protocol, sequence, account, sections),
        };
    }

    private static SectionAccount? Found(
        Protocol protocol, RecordedSequence sequence, int account, IEnumerable<(int Index, SectionSearch Search)> sections) =>
        sections.Where(section => section.Index == account).Select(section => SectionAccount.Of(
            protocol, sequence.Calls[account], section.Search.Start, section.Search.Steps, null)).FirstOrDefault();

    private static SectionAccount? Nearest(Protocol protocol, RecordedCall call, SectionSearch? search, Difference difference) =>
        search is null ? null : SectionAccount.Of(protocol, call, search.Start, search.NearestSteps, difference);

    private static Replay Differing(RecordedSequence sequence, int at, Difference difference) => Result(sequence, at, difference with
    {
        File = sequence.File,
        Seed = sequence.Seed,
        Index = sequence.Calls[at].Index,
    });

    /// <summary>The world in which every recorded sequence begins.</summary>
    /// <param name="sequence">The sequence.</param>
    internal static World Start(RecordedSequence sequence) => World.Start(sequence.Pages, sequence.Devices, 0b1100, recording: true);

    /// <summary>A section may have several explanations, which leave devices with different mirrors; what was recorded later tells them
    /// apart.</summary>
    private static bool TryReconsider(Stack<(int Index, SectionSearch Search)> sections, ref World world, out int index)
    {
        while (sections.TryPeek(out var section))
        {
            index = section.Index;
            if (section.Search.TryNext(ref world))
            {
                world.FirstViolation = default;
                return true;
            }

            sections.Pop();
        }

        index = 0;
        return false;
    }

    private static Replay Result(RecordedSequence sequence, int agreed, Difference? difference) => new()
    {
        Records = sequence.Calls.Length,
        Agreed = agreed,
        Sections = sequence.Calls.Count(static call => call.IsSection),
        Explained = sequence.Calls.Take(agreed).Count(static call => call.IsSection),
        Difference = difference,
    };

    private static Difference? Step(
        Runner runner, ref World world, RecordedCall recorded, int index, Stack<(int Index, SectionSearch Search)> sections, List<int> arms,
        out SectionSearch? search)
    {
        search = null;
        if (recorded.IsSection)
        {
            search = new SectionSearch(runner, recorded, in world);
            if (!search.TryNext(ref world))
            {
                return search.Nearest
                    ?? Comparison.Differ("section", "the recorded results", "no order of the steps explains them", "parallel");
            }

            sections.Push((index, search));
            return null;
        }

        if (!recorded.IsCall)
        {
            return Comparison.Differ("died", "the kernel crashed", "no operation of the model does", "none");
        }

        var invocation = Invocations.Of(recorded.Call);
        runner.Begin(ref world, Recorder, runner.Plan.Entry(invocation.Operation), invocation.Binding);
        return Follow(runner, ref world, recorded, mayTear: sections.Count > 0, arms) is { } difference
            ? difference with { Rule = $"{invocation.Operation}{difference.Rule}" }
            : null;
    }

    /// <summary>Runs the operation in flight to its end, taking at each choice the arm that the kernel was seen to take, and notes
    /// which.</summary>
    private static Difference? Follow(Runner runner, ref World world, RecordedCall recorded, bool mayTear, List<int> arms)
    {
        switch (runner.Run(ref world, Recorder))
        {
            case Stop.Blocked:
                var step = runner.Plan.Step(world.Flight(Recorder).Position);
                return Comparison.Differ(
                    "ret", Comparison.Number(recorded.Result!.Return), $"blocked at '{step.Label}'", $", {step.Source}");
            case Stop.Choice:
                return Choose(runner, ref world, recorded, mayTear, arms);
            default:
                return Comparison.Rules(in world)
                    ?? Comparison.Result(world.Flight(Recorder).Outcome, recorded.Call!, recorded.Result!, mayTear)
                    ?? Comparison.State(in world, recorded.State);
        }
    }

    private static Difference? Choose(Runner runner, ref World world, RecordedCall recorded, bool mayTear, List<int> arms)
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
            var before = arms.Count;
            arms.Add(arm);
            runner.Take(ref next, Recorder, arm);
            if (Follow(runner, ref next, recorded, mayTear, arms) is not { } difference)
            {
                world = next;
                return null;
            }

            arms.RemoveRange(before, arms.Count - before);
            first ??= difference;
        }

        return first;
    }
}
