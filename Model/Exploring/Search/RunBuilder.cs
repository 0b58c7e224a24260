using System.Collections.Immutable;

namespace Hmm.Model.Exploring.Search;

/// <summary>Finds a shortest run to a state without having stored who led to whom.</summary>
/// <remarks>
/// Backwards, level by level: which states have a successor that leads to the target. Then forwards from the initial states, through
/// those only, keeping for each state and last actor the run with the fewest changes of actor. The forward states are real ones, so the
/// run of a symmetric system needs no un-permuting.
/// </remarks>
internal sealed unsafe class RunBuilder(Session session)
{
    private const int AncestorsMax = 1 << 20;
    private const int EndsMax = 1 << 14;

    /// <summary>The runs of a search that kept no levels: the search is repeated, keeping them.</summary>
    /// <remarks>Where memory or time for that is refused, a run consists of its last state only.</remarks>
    public static ImmutableArray<Verdict> Rebuilt(
        LevelSearch search, ExplorerOptions options, Func<ExplorerOptions, Session> open, CancellationToken cancellation)
    {
        Finding[] findings = [.. search.Findings.InOrder()];
        if (findings is [])
        {
            return [];
        }

        var deepest = findings.Max(finding => finding.Depth);
        var again = options with { DepthMax = deepest, ContinueAfterViolation = true, StatesMax = long.MaxValue, Progress = null };
        using var session = open(again);
        using var repeated = session.Search(again, keepsLevels: true, cancellation);
        var builder = new RunBuilder(session);
        var isWhole = session.Levels.Count > deepest;
        return [.. findings.Select(finding => isWhole ? builder.Show(finding) : Verdict(finding, LastOnly(finding)))];
    }

    /// <summary>The verdict that shows a finding.</summary>
    public Verdict Show(Finding finding) => Verdict(finding, To(finding.State, finding.Depth));

    /// <summary>A shortest run to a state.</summary>
    /// <param name="target">The state as it is stored.</param>
    /// <param name="depth">Its depth.</param>
    public Run To(byte[] target, int depth) => Forward(Backward(target, depth));

    private static Verdict Verdict(Finding finding, Run run) => finding.Kind == Findings.Deadlock
        ? new Verdict.Deadlocked(finding.Depth, run)
        : new Verdict.Violated(finding.Kind, finding.Depth, run);

    private static Run LastOnly(Finding finding) => new([new Firing(-1, -1, -1, [.. finding.State])]);

    /// <summary>For each level the states from which the target is reached in as many steps as levels are left.</summary>
    private HashSet<ulong>[] Backward(byte[] target, int depth)
    {
        var ancestors = new HashSet<ulong>[depth + 1];
        ancestors[depth] = [session.Workers[0].Identity(Buffer(target).Address(0))];
        for (var level = depth - 1; level >= 0; level--)
        {
            ancestors[level] = Predecessors(level, ancestors[level + 1]);
        }

        return ancestors;
    }

    private HashSet<ulong> Predecessors(int level, HashSet<ulong> wanted)
    {
        var (cursor, to) = session.Levels.Range(level);
        var found = new HashSet<ulong>();
        Parallel.ForEach(session.Workers, new ParallelOptions { MaxDegreeOfParallelism = session.Workers.Length }, worker =>
        {
            var next = new SuccessorBuffer(session.StateBytes);
            var own = new HashSet<ulong>();
            for (var i = Interlocked.Increment(ref cursor) - 1; i < to; i = Interlocked.Increment(ref cursor) - 1)
            {
                var segment = session.Levels.Segment(i);
                for (var number = segment.Start; number < segment.Start + segment.Count; number++)
                {
                    if (LeadsTo(wanted, worker, session.Arena.Address(number), next))
                    {
                        own.Add(worker.Identity(session.Arena.Address(number)));
                    }
                }
            }

            lock (found)
            {
                found.UnionWith(own);
            }
        });
        return found.Count <= AncestorsMax ? found : [.. found.Order().Take(AncestorsMax)];
    }

    private static bool LeadsTo(HashSet<ulong> wanted, Worker worker, byte* state, SuccessorBuffer next)
    {
        next.Clear();
        worker.Successors(state, next);
        for (var i = 0; i < next.Count; i++)
        {
            if (wanted.Contains(worker.Identity(next.Address(i))))
            {
                return true;
            }
        }

        return false;
    }

    private Run Forward(HashSet<ulong>[] ancestors)
    {
        var next = new SuccessorBuffer(session.StateBytes);
        session.Workers[0].Initial(next);
        var ends = Extend([null], next, ancestors[0], _ => { });
        for (var level = 1; level < ancestors.Length; level++)
        {
            ends = Extend(ends, next, ancestors[level], end => Leave(end!, next));
        }

        return ends.OrderBy(end => end.Switches).First().ToRun();
    }

    private void Leave(RunEnd end, SuccessorBuffer next)
    {
        var state = Buffer(end.Firing.State.AsSpan());
        next.Clear();
        session.Workers[0].Successors(state.Address(0), next);
    }

    /// <summary>Lengthens every run by one step into the wanted states.</summary>
    private List<RunEnd> Extend(IEnumerable<RunEnd?> ends, SuccessorBuffer next, HashSet<ulong> wanted, Action<RunEnd?> leave)
    {
        var best = new Dictionary<(ulong State, int Actor), RunEnd>();
        foreach (var end in ends)
        {
            leave(end);
            for (var choice = 0; choice < next.Count; choice++)
            {
                var copy = Buffer(next.State(choice));
                var state = StateHash.Of(copy.Address(0), session.Arena.Stride);
                if (wanted.Contains(session.Workers[0].Identity(copy.Address(0))))
                {
                    var longer = RunEnd.After(end, next, choice);
                    ref var known = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                        best, (state, longer.Firing.Actor), out _);
                    known = known is null || longer.Switches < known.Switches ? longer : known;
                }
            }
        }

        return [.. best.Values.OrderBy(end => end.Switches).Take(EndsMax)];
    }

    private SuccessorBuffer Buffer(ReadOnlySpan<byte> state)
    {
        var buffer = new SuccessorBuffer(session.StateBytes);
        buffer.Add(0, 0, state[..session.StateBytes]);
        return buffer;
    }
}
