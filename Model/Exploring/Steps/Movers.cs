using System.Runtime.InteropServices;
using Hmm.Model.Operations;

namespace Hmm.Model.Exploring.Steps;

/// <summary>Which steps of sections can be told from happening later or earlier, in the worlds seen so far.</summary>
/// <typeparam name="TWorld">The world.</typeparam>
/// <remarks>For the one thread that explores.</remarks>
internal sealed class Movers<TWorld>
    where TWorld : unmanaged, IStepWorld<TWorld>
{
    private readonly PlannedStep<TWorld>[] steps;
    private readonly bool[] isWatched;
    private readonly int[] notLater;
    private readonly int[] notEarlier;

    /// <summary>Watches the steps of sections.</summary>
    /// <param name="merged">The plan in which sections are one step: those that the step before takes along are local.</param>
    public Movers(Plan<TWorld> merged)
    {
        steps = merged.Steps;
        isWatched = [false, .. steps.Select((step, i) => step.IsLocal || IsFirst(i + 1))];
        notLater = new int[isWatched.Length];
        notEarlier = new int[isWatched.Length];
    }

    /// <summary>Tries the watched steps from a world in both orders with the steps of others.</summary>
    public void Try(StepSystem<TWorld> system, TWorld world)
    {
        var here = Leave(system, world);
        foreach (var (choice, after) in here.Where(step => isWatched[step.Choice.Position]))
        {
            TryLater(system, here, choice, after);
        }

        foreach (var (other, between) in here)
        {
            foreach (var (choice, after) in Leave(system, between).Where(step => IsWatched(step.Choice, other)))
            {
                if (Find(here, choice) is not { } own || !Leads(system, own, other, after))
                {
                    notEarlier[choice.Position] = other.Position;
                }
            }
        }
    }

    /// <summary>Why sections are not one step: paths on which a step that cannot happen later is followed by one that cannot happen
    /// earlier.</summary>
    public IEnumerable<string> Objections()
    {
        var open = new Stack<(int Position, int Committed)>();
        var seen = new HashSet<(int Position, bool IsCommitted)>();
        foreach (var position in Enumerable.Range(1, steps.Length).Where(IsFirst))
        {
            open.Push((position, 0));
        }

        while (open.TryPop(out var at))
        {
            if (at.Committed != 0 && notEarlier[at.Position] != 0)
            {
                yield return $"{Name(at.Committed)} cannot happen later than {Name(notLater[at.Committed])}, and after it "
                    + $"{Name(at.Position)} cannot happen earlier than {Name(notEarlier[at.Position])}: they are not one step.";
            }

            var committed = at.Committed != 0 || notLater[at.Position] == 0 ? at.Committed : at.Position;
            foreach (var next in steps[at.Position - 1].Ways())
            {
                if (next != 0 && steps[next - 1].IsLocal && seen.Add((next, committed != 0)))
                {
                    open.Push((next, committed));
                }
            }
        }
    }

    private static List<(StepChoice Choice, TWorld After)> Leave(StepSystem<TWorld> system, TWorld world)
    {
        var sink = new ListSink([]);
        system.Leave(ref world, ref sink);
        return sink.Steps;
    }

    private static TWorld? Find(List<(StepChoice Choice, TWorld After)> possible, StepChoice wanted)
    {
        foreach (var (choice, after) in possible)
        {
            if (choice == wanted)
            {
                return after;
            }
        }

        return null;
    }

    /// <summary>Whether a step leads from a world to another.</summary>
    private static bool Leads(StepSystem<TWorld> system, TWorld from, StepChoice choice, TWorld to) =>
        Find(Leave(system, from), choice) is { } after && Bytes(ref after).SequenceEqual(Bytes(ref to));

    private static ReadOnlySpan<byte> Bytes(ref TWorld world) => MemoryMarshal.AsBytes(new ReadOnlySpan<TWorld>(ref world));

    private void TryLater(StepSystem<TWorld> system, List<(StepChoice Choice, TWorld After)> here, StepChoice choice, TWorld after)
    {
        foreach (var (other, last) in Leave(system, after).Where(step => step.Choice.Actor != choice.Actor))
        {
            if (Find(here, other) is not { } between || !Leads(system, between, choice, last))
            {
                notLater[choice.Position] = other.Position;
            }
        }
    }

    private bool IsWatched(StepChoice choice, StepChoice other) => choice.Actor != other.Actor && isWatched[choice.Position];

    /// <summary>Whether a step takes others along without being taken along itself.</summary>
    private bool IsFirst(int position) =>
        !steps[position - 1].IsLocal && steps[position - 1].Ways().Any(next => next != 0 && steps[next - 1].IsLocal);

    private string Name(int position) => $"'{steps[position - 1].Operation.Name}: {steps[position - 1].Step.Label}'";

    private readonly struct ListSink(List<(StepChoice Choice, TWorld After)> steps) : IStepSink<TWorld>
    {
        public List<(StepChoice Choice, TWorld After)> Steps => steps;

        public void Add(ref TWorld after, StepChoice step) => steps.Add((step, after));
    }
}
