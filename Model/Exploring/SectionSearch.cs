using System.Collections.Immutable;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Model.Exploring;

/// <summary>Explains a section in which several threads ran at once: looks for orders of their steps that give every result and the state
/// after, and in which a call that ended before another began comes first.</summary>
/// <remarks>Depth first, the thread whose call ended first going on as long as it can, so that the first explanation has few switches. A
/// world that was met before is not left again. What follows the section may contradict an explanation: then the search goes on, in other
/// orders that are as good as random but always the same, because orders that depth first search tries one after the other differ
/// little.</remarks>
internal sealed class SectionSearch : IExplanations
{
    private readonly Runner runner;
    private readonly RecordedCall section;
    private readonly HashSet<UInt128> met = [];
    private readonly HashSet<UInt128> ends = [];
    private readonly List<SectionNode> nodes = [];
    private readonly World start;
    private int depth;
    private int dive;
    private uint random;
    private int most = -1;

    /// <summary>Begins a search.</summary>
    /// <param name="runner">Takes the steps.</param>
    /// <param name="section">The section.</param>
    /// <param name="world">The world before it.</param>
    public SectionSearch(Runner runner, RecordedCall section, in World world)
    {
        this.runner = runner;
        this.section = section;
        start = world;
        Push(in world, new int[section.Threads.Length]);
    }

    /// <summary>The most worlds that are looked at in one order before another is tried.</summary>
    public int WorldsMax { get; init; } = 20_000;

    /// <summary>The most orders that are tried before the search gives up.</summary>
    public int DivesMax { get; init; } = 200;

    /// <summary>What the attempt that came furthest met; null before any attempt failed.</summary>
    public Difference? Nearest { get; private set; }

    /// <summary>The steps of that attempt, the last of which the recording contradicts.</summary>
    public ImmutableArray<SectionStep> NearestSteps { get; private set; } = [];

    /// <summary>The world before the section.</summary>
    public ref readonly World Start => ref start;

    /// <summary>The steps of the latest explanation: who took which.</summary>
    public IEnumerable<SectionStep> Steps => nodes.Take(depth).Select(static node => node.Taken);

    /// <inheritdoc/>
    public bool TryNext(ref World world)
    {
        while (depth > 0 || TryDive())
        {
            if (met.Count >= WorldsMax)
            {
                depth = 0;
                continue;
            }

            var node = nodes[depth - 1];
            if (node.Next == node.Options.Count)
            {
                depth--;
                continue;
            }

            node.Taken = node.Options[node.Next++];
            var next = node.World;
            if (Take(ref next, node.Done, node.Taken) is not { } done || !met.Add(SectionKey.Of(in next, done)))
            {
                continue;
            }

            if (!section.IsOver(in next, done))
            {
                Push(in next, done);
            }
            else if (Accept(Comparison.State(in next, section.State), done) && ends.Add(SectionKey.Of(in next, done)))
            {
                world = next;
                return true;
            }
        }

        return false;
    }

    /// <summary>Begins anew in another order, unless everything has been seen.</summary>
    private bool TryDive()
    {
        if (met.Count < WorldsMax || dive == DivesMax)
        {
            return false;
        }

        met.Clear();
        random = (uint)++dive;
        Push(in start, new int[section.Threads.Length]);
        return true;
    }

    /// <summary>Takes a thread's step, beginning its next call if need be; when the call is done, its result must be the recorded
    /// one.</summary>
    /// <returns>How many calls each thread has completed, or null where the kernel was seen to go another way.</returns>
    private int[]? Take(ref World world, int[] done, SectionStep step)
    {
        var thread = step.Thread;
        if (world.Flights[thread].Position == 0)
        {
            Begin(ref world, thread, done);
        }

        runner.Take(ref world, thread, step.Arm);
        if (!Accept(Comparison.Rules(in world), done))
        {
            return null;
        }

        if (world.Flights[thread].Position != 0)
        {
            return done;
        }

        var call = section.Threads[thread][done[thread]];
        if (!Accept(Comparison.Result(in world.Flights[thread].Outcome, call.Call, call.Result, mayTear: true), done))
        {
            return null;
        }

        world.Flights[thread] = default;
        int[] more = [.. done];
        more[thread]++;
        return more;
    }

    private void Begin(ref World world, int thread, int[] done)
    {
        var invocation = Invocations.Of(section.Threads[thread][done[thread]].Call);
        runner.Begin(ref world, thread, runner.Plan.Entry(invocation.Operation), invocation.Binding);
    }

    private void Push(in World world, int[] done)
    {
        if (depth == nodes.Count)
        {
            nodes.Add(new());
        }

        var node = nodes[depth++];
        node.World = world;
        node.Done = done;
        node.Next = 0;
        node.Options.Clear();
        for (var thread = 0; thread < done.Length; thread++)
        {
            AddOptions(node, thread);
        }

        if (dive == 0)
        {
            node.Options.Sort((a, b) => (End(node, a.Thread), a.Arm).CompareTo((End(node, b.Thread), b.Arm)));
        }
        else
        {
            Shuffle(node.Options);
        }
    }

    /// <summary>Puts one option in front, mostly the thread that took the last step, so that threads run for a while; in every other
    /// order for so long that whole calls mostly come one after the other.</summary>
    private void Shuffle(List<SectionStep> options)
    {
        random = (random * 1664525) + 1013904223;
        var last = depth > 1 ? options.FindIndex(option => option.Thread == nodes[depth - 2].Taken.Thread) : -1;
        var front = last >= 0 && random >> (dive % 2 == 0 ? 25 : 29) != 0 ? last : (int)((random >> 8) % (uint)Math.Max(1, options.Count));
        if (front < options.Count)
        {
            (options[0], options[front]) = (options[front], options[0]);
        }
    }

    private void AddOptions(SectionNode node, int thread)
    {
        var calls = section.Threads[thread];
        if (node.Done[thread] == calls.Length)
        {
            return;
        }

        var world = node.World;
        if (world.Flights[thread].Position == 0)
        {
            if (!section.MayBegin(calls[node.Done[thread]], node.Done))
            {
                return;
            }

            Begin(ref world, thread, node.Done);
        }

        var position = world.Flights[thread].Position;
        if (!runner.IsEnabled(ref world, thread))
        {
            return;
        }

        for (var arm = 0; arm < runner.Plan.Arms(position); arm++)
        {
            if (runner.Plan.IsPermitted(ref world, thread, position, arm))
            {
                node.Options.Add(new(thread, position, arm));
            }
        }
    }

    private long End(SectionNode node, int thread) => section.Threads[thread][node.Done[thread]].End;

    private bool Accept(Difference? difference, int[] done)
    {
        if (difference is not null && done.Sum() > most)
        {
            most = done.Sum();
            Nearest = difference with { Rule = $"after {most} calls of the section" };
            NearestSteps = [.. Steps];
        }

        return difference is null;
    }
}
