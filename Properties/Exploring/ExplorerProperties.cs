using FsCheck;
using FsCheck.Xunit;
using Hmm.Model.Exploring;

namespace Hmm.Properties.Exploring;

/// <summary>On any small graph the explorer says what a naive search says, in every form and with any number of threads.</summary>
public sealed class ExplorerProperties
{
    [Property(MaxTest = 150)]
    public void A_system_of_bytes_is_explored_as_by_a_naive_search(byte[] bytes, byte width, byte threads, bool fingerprints, bool all)
    {
        var graph = new SmallGraph(bytes);
        var system = new GraphSystem(graph, 2 + (width % 40));
        var options = new ExplorerOptions
        {
            Threads = 1 + (threads % 4), Fingerprints = fingerprints, ContinueAfterViolation = all,
        };
        Agrees(graph, Explorer.Explore(system, options), all);
    }

    [Property(MaxTest = 150)]
    public void A_packed_system_is_explored_as_by_a_naive_search(byte[] bytes, byte threads, bool all)
    {
        PackedGraph.Current = new SmallGraph(bytes);
        var options = new ExplorerOptions { Threads = 1 + (threads % 4), ContinueAfterViolation = all };
        Agrees(PackedGraph.Current, Explorer.Explore<PackedGraph>(options), all);
    }

    [Property(MaxTest = 100)]
    public void Threads_do_not_change_what_is_found(byte[] bytes, bool isWord)
    {
        var system = new GraphSystem(new SmallGraph(bytes), isWord ? 8 : 9);
        var alone = Explorer.Explore(system, new ExplorerOptions());
        foreach (var threads in new[] { 2, 3, 8 })
        {
            var together = Explorer.Explore(system, new ExplorerOptions { Threads = threads });
            Assert.Equal(Text(alone), Text(together));
        }
    }

    private static void Agrees(SmallGraph graph, Exploration exploration, bool all)
    {
        var depth = all ? graph.Reachable.Max(state => graph.Depths[state]) : graph.DepthOfFirstBad;
        var isWhole = all || !graph.Reachable.Any(graph.IsBad);
        var stored = graph.Reachable.Where(state => graph.Depths[state] <= depth).ToList();
        var left = stored.Where(state => isWhole || graph.Depths[state] < depth).ToList();
        var fired = left.SelectMany(state => graph.Edges[state].Select(edge => (edge.Rule, Depth: graph.Depths[state] + 1))).ToLookup(
            firing => firing.Rule, firing => firing.Depth);

        Assert.Equal(stored.Count, exploration.Statistics.States);
        Assert.Equal(left.Sum(state => graph.Edges[state].Length), exploration.Statistics.Transitions);
        Assert.Equal(depth, exploration.Statistics.Depth);
        for (var rule = 0; rule < SmallGraph.Rules; rule++)
        {
            Assert.Equal(
                new RuleStatistics(fired[rule].Count(), fired[rule].DefaultIfEmpty(-1).Min()), exploration.Statistics.Rules[rule]);
        }

        FindsWhatIsBroken(graph, exploration, stored);
    }

    private static void FindsWhatIsBroken(SmallGraph graph, Exploration exploration, List<int> stored)
    {
        var expected = Enumerable.Range(0, SmallGraph.Invariants)
            .Select(invariant => (Kind: invariant, States: stored.Where(state => (graph.Broken[state] >> invariant & 1) != 0).ToList()))
            .Append((Kind: 64, States: [.. stored.Where(graph.IsDeadlock)]))
            .Where(kind => kind.States.Count > 0)
            .Select(kind => (kind.Kind, Depth: kind.States.Min(state => graph.Depths[state])))
            .OrderBy(kind => kind.Depth).ThenBy(kind => kind.Kind);
        Assert.Equal(expected, exploration.Findings.Select(Kind));
        Assert.Equal(exploration.Findings.FirstOrDefault() ?? new Verdict.Verified(), exploration.Verdict);
        foreach (var finding in exploration.Findings)
        {
            var run = finding is Verdict.Violated violated ? violated.Run : ((Verdict.Deadlocked)finding).Run;
            IsShortest(graph, run, Kind(finding).Depth);
            var last = GraphSystem.Decode(run.Last.State.AsSpan());
            Assert.True(finding is Verdict.Violated { Invariant: var broken }
                ? (graph.Broken[last] >> broken & 1) != 0
                : graph.IsDeadlock(last));
        }
    }

    private static (int Kind, int Depth) Kind(Verdict finding) => finding switch
    {
        Verdict.Violated violated => (violated.Invariant, violated.Depth),
        Verdict.Deadlocked deadlocked => (64, deadlocked.Depth),
        _ => throw new ArgumentOutOfRangeException(nameof(finding)),
    };

    /// <summary>Every step is a step of the graph, none could be spared, and no other shortest run changes the actor less often.</summary>
    private static void IsShortest(SmallGraph graph, Run run, int depth)
    {
        var states = run.Firings.Select(firing => GraphSystem.Decode(firing.State.AsSpan())).ToList();
        Assert.Equal(graph.Initial[run.Firings[0].Choice], states[0]);
        for (var i = 1; i < states.Count; i++)
        {
            var firing = run.Firings[i];
            Assert.Equal(new SmallGraph.Edge(firing.Rule, firing.Actor, states[i]), graph.Edges[states[i - 1]][firing.Choice]);
        }

        Assert.Equal(depth, run.Steps);
        Assert.Equal(graph.Depths[states[^1]], run.Steps);
        Assert.Equal(graph.FewestSwitches(states[^1]), run.Switches);
    }

    private static string Text(Exploration exploration) => string.Join('\n',
        exploration.Findings.Select(finding => finding switch
        {
            Verdict.Violated violated => $"{violated.Invariant} {Text(violated.Run)}",
            Verdict.Deadlocked deadlocked => $"deadlock {Text(deadlocked.Run)}",
            _ => finding.ToString(),
        }).Append($"{exploration.Statistics.States} {exploration.Statistics.Transitions} {exploration.Statistics.Depth}"));

    private static string Text(Run run) => string.Join(' ', run.Firings.Select(firing =>
        $"{firing.Rule}.{firing.Actor}.{firing.Choice}.{Convert.ToHexString(firing.State.AsSpan())}"));
}
