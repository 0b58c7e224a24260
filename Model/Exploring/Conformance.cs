using Hmm.Model.Exploring.Recording;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring;

/// <summary>Replays what a real kernel was recorded doing, operation by operation, and compares everything that was observed.</summary>
public static class Conformance
{
    private const int Recorder = 0;

    /// <summary>How hard to look, at first and in the end: worlds in one order of a section, orders of a section, and how often to go back
    /// and explain an earlier record in another way.</summary>
    /// <remarks>Most sections are explained at once. Where a later record contradicts an explanation, it is mostly not that of the last
    /// section, and to try everything there first may take a minute.</remarks>
    private static readonly (int Worlds, int Orders, int Retries)[] Efforts =
        [(250, 3, 60), (1_000, 4, 200), (4_000, 16, 2_000), (20_000, 200, 100_000)];

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
        var hasSections = sequence.Calls.Any(static call => call.IsSection);
        foreach (var effort in Efforts[..^1])
        {
            if (hasSections && Run(protocol, sequence, audit, account, within, effort) is { Difference: null } explained)
            {
                return explained;
            }
        }

        return Run(protocol, sequence, audit, account, within, Efforts[^1]);
    }

    private static Replay Run(Protocol protocol, RecordedSequence sequence, ConformanceAudit? audit, int account, Protocol? within,
        (int Worlds, int Orders, int Retries) effort)
    {
        var (runner, other) = (new Runner(protocol.Plan), new Runner((within ?? protocol).Plan));
        var (world, calls) = (Start(sequence), new CallSearch?[sequence.Calls.Length]);
        var open = new Stack<(int Index, IExplanations Search)>();
        var (furthest, most, retries, nearest) = ((Difference?)null, -1, 0, (SectionAccount?)null);
        var firstSection = sequence.Calls.TakeWhile(static call => !call.IsSection).Count();
        for (var i = 0; i < sequence.Calls.Length; i++)
        {
            var by = i == account ? other : runner;
            calls[i] = null;
            if (Step(by, ref world, sequence.Calls[i], mayTear: i > firstSection, effort, out var search) is not { } difference)
            {
                calls[i] = search as CallSearch;
                world.FirstViolation = default;
                if (search is SectionSearch or CallSearch { HasMore: true })
                {
                    open.Push((i, search));
                }

                continue;
            }

            if (i > most)
            {
                (furthest, most) = (difference, i);
                nearest = Nearest(i == account ? within ?? protocol : protocol, sequence.Calls[i], search as SectionSearch, difference);
            }

            if (retries++ == effort.Retries || !TryReconsider(open, ref world, out i))
            {
                return Differing(sequence, most, furthest!) with { Account = nearest };
            }
        }

        return Agreeing(protocol, within ?? protocol, sequence, audit, account, calls, open);
    }

    private static Replay Agreeing(Protocol protocol, Protocol within, RecordedSequence sequence, ConformanceAudit? audit, int account,
        IReadOnlyList<CallSearch?> calls, Stack<(int Index, IExplanations Search)> open)
    {
        var sections = open.Where(static one => one.Search is SectionSearch)
            .ToDictionary(static one => one.Index, static one => (SectionSearch)one.Search);
        if (audit is not null)
        {
            Retrace.Run(protocol, sequence, calls, sections, audit);
        }

        return Result(sequence, sequence.Calls.Length, null) with { Account = Found(within, sequence, account, sections) };
    }

    private static SectionAccount? Found(
        Protocol protocol, RecordedSequence sequence, int account, Dictionary<int, SectionSearch> sections) =>
        sections.TryGetValue(account, out var search)
            ? SectionAccount.Of(protocol, sequence.Calls[account], search.Start, search.Steps, null)
            : null;

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

    /// <summary>A record may have several explanations, which leave devices with different mirrors; what was recorded later tells them
    /// apart.</summary>
    private static bool TryReconsider(Stack<(int Index, IExplanations Search)> open, ref World world, out int index)
    {
        while (open.TryPeek(out var last))
        {
            index = last.Index;
            if (last.Search.TryNext(ref world))
            {
                world.FirstViolation = default;
                return true;
            }

            open.Pop();
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
        Runner runner, ref World world, RecordedCall recorded, bool mayTear, (int Worlds, int Orders, int Retries) effort,
        out IExplanations? search)
    {
        search = null;
        if (recorded.IsSection)
        {
            var section = new SectionSearch(runner, recorded, in world) { WorldsMax = effort.Worlds, DivesMax = effort.Orders };
            search = section;
            return section.TryNext(ref world) ? null : section.Nearest
                ?? Comparison.Differ("section", "the recorded results", "no order of the steps explains them", "parallel");
        }

        if (!recorded.IsCall)
        {
            return Comparison.Differ("died", "the kernel crashed", "no operation of the model does", "none");
        }

        var invocation = Invocations.Of(recorded.Call);
        runner.Begin(ref world, Recorder, runner.Plan.Entry(invocation.Operation), invocation.Binding);
        return Follow(runner, ref world, recorded, mayTear, out search) is { } difference
            ? difference with { Rule = $"{invocation.Operation}{difference.Rule}" }
            : null;
    }

    /// <summary>Runs the operation in flight to its end, taking at each choice the arm that the kernel was seen to take.</summary>
    private static Difference? Follow(Runner runner, ref World world, RecordedCall recorded, bool mayTear, out IExplanations? search)
    {
        search = null;
        if (runner.Run(ref world, Recorder) is not Stop.Choice and var stop)
        {
            return CallSearch.Compare(runner, stop, in world, Recorder, recorded, mayTear);
        }

        var call = new CallSearch(runner, Recorder, recorded, mayTear, in world);
        search = call;
        return call.TryNext(ref world) ? null : call.Usual;
    }
}
