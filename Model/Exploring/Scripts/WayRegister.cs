using System.Collections.Immutable;
using Hmm.Model.Lifecycles;
using Hmm.Model.Operations;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring.Scripts;

/// <summary>Which ways of steps and which transitions of lifecycles are known: recorded, or found already.</summary>
internal sealed class WayRegister
{
    private readonly Plan<World> plan;
    private readonly int[] wanted;
    private readonly ImmutableArray<(int Bit, string Name)> transitions;
    private readonly int[] wantedTransitions = new int[Fired.Bits];

    /// <summary>A register.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="recorded">What recordings have exercised.</param>
    public WayRegister(Protocol protocol, ConformanceAudit recorded)
    {
        plan = protocol.Plan;
        Steps = new(plan.Length);
        wanted = [.. Enumerable.Range(0, plan.Length * StepCoverage.Ways)
            .Select(i => recorded.Steps.Of((i / StepCoverage.Ways) + 1, i % StepCoverage.Ways) > 0 ? 0 : 1)];
        transitions = [.. Rows(PageLife.Life, Fired.Bit), .. Rows(DeviceFrame.Life, Fired.Bit), .. Rows(MigrationEntry.Life, Fired.Bit),
            .. Rows(Subscription.Life, Fired.Bit)];
        foreach (var (bit, _) in transitions)
        {
            wantedTransitions[bit] = recorded.Transitions(bit) > 0 ? 0 : 1;
        }
    }

    /// <summary>Counts the ways of the run that is being noted.</summary>
    public StepCoverage Steps { get; }

    /// <summary>The ways and transitions that were found, each once.</summary>
    public List<string> Found { get; } = [];

    /// <summary>Wants so many times what is still wanted.</summary>
    /// <param name="times">How many times.</param>
    public void Want(int times)
    {
        Multiply(wanted, times);
        Multiply(wantedTransitions, times);
    }

    /// <summary>Whether a way is wanted.</summary>
    /// <param name="position">The step.</param>
    /// <param name="way">The way.</param>
    public bool IsWanted(int position, int way) => wanted[Index(position, way)] > 0;

    /// <summary>Notes a way that the kernel is free to go.</summary>
    /// <param name="position">The step.</param>
    /// <param name="way">The way.</param>
    /// <returns>True when it was wanted.</returns>
    public bool Note(int position, int way)
    {
        if (!IsWanted(position, way))
        {
            return false;
        }

        wanted[Index(position, way)]--;
        Tell(Name(position, way));
        return true;
    }

    /// <summary>Notes what operations did in the run that is being counted.</summary>
    /// <param name="operations">The operations.</param>
    /// <param name="world">The world after them.</param>
    /// <returns>True when any of it was wanted.</returns>
    public bool Note(IEnumerable<string> operations, in World world)
    {
        var isNew = false;
        foreach (var operation in operations.Distinct())
        {
            for (var position = plan.Entry(operation);
                position <= plan.Length && plan.OperationAt(position).Name == operation;
                position++)
            {
                for (var way = 0; Steps.IsOfRun(position) && way < StepCoverage.Ways; way++)
                {
                    isNew |= Steps.IsOfRun(position, way) && Note(position, way);
                }
            }
        }

        foreach (var (bit, name) in transitions)
        {
            if (wantedTransitions[bit] > 0 && Fired.Has(in world, bit))
            {
                wantedTransitions[bit]--;
                Tell(name);
                isNew = true;
            }
        }

        return isNew;
    }

    private static int Index(int position, int way) => ((position - 1) * StepCoverage.Ways) + way;

    private static void Multiply(int[] numbers, int times)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] *= times;
        }
    }

    private static IEnumerable<(int Bit, string Name)> Rows<TState, TTrigger>(
        Lifecycle<TState, TTrigger> life, Func<TState, TTrigger, int> bit)
        where TState : struct, Enum
        where TTrigger : struct, Enum =>
        life.Transitions.Select(row => (bit(row.From, row.On), $"lifecycle {life.Name}: {row.From}, {row.On}: {row.To}"));

    private void Tell(string name)
    {
        if (!Found.Contains(name))
        {
            Found.Add(name);
        }
    }

    private string Name(int position, int way)
    {
        var step = plan.Step(position);
        var jumps = step.Jumps;
        var end = way < jumps.Length ? $"to {jumps[way].Label}" : way == jumps.Length ? "on" : step.Arms[way - jumps.Length];
        return $"{plan.OperationAt(position).Name} / {step.Label}, {end}";
    }
}
