using System.Collections.Immutable;
using Hmm.Model;
using Hmm.Model.Claims;
using Hmm.Model.Exploring;
using Hmm.Model.Lifecycles;
using Hmm.Model.Operations;
using Hmm.Model.Protocols;

namespace Hmm.Tool.Reports;

/// <summary>What recorded traces vouch for.</summary>
/// <param name="Lives">In how many records each permitted transition of each lifecycle was taken.</param>
/// <param name="Choices">In how many records each arm was taken where the kernel is free.</param>
/// <param name="Ways">In how many records each other step went each of its ways.</param>
/// <param name="Broken">The invariants that did not hold after some records, with how many and the first.</param>
internal sealed record Coverage(
    ImmutableArray<CountedLife> Lives, ImmutableArray<Counted> Choices, ImmutableArray<Counted> Ways, ImmutableArray<Counted> Broken)
{
    /// <summary>Names what an audit counted.</summary>
    /// <param name="protocol">The protocol that was audited.</param>
    /// <param name="audit">The audit.</param>
    /// <returns>All that can be counted, with its count.</returns>
    public static Coverage Of(Protocol protocol, ConformanceAudit audit)
    {
        var plan = protocol.Plan;
        var steps = Enumerable.Range(1, plan.Length).ToLookup(position => !plan.Step(position).Arms.IsEmpty);
        return new(
            [
                TakenOf(PageLife.Life, audit, Fired.Bit),
                TakenOf(DeviceFrame.Life, audit, Fired.Bit),
                TakenOf(MigrationEntry.Life, audit, Fired.Bit),
                TakenOf(Subscription.Life, audit, Fired.Bit),
            ],
            [.. steps[true].SelectMany(position => WaysOf(plan, audit, position))],
            [.. steps[false].SelectMany(position => WaysOf(plan, audit, position))],
            [.. protocol.Invariants.Select((invariant, i) => BrokenOf(invariant, audit.Broken(i))).Where(counted => counted.Records > 0)]);
    }

    private static CountedLife TakenOf<TState, TTrigger>(
        Lifecycle<TState, TTrigger> life, ConformanceAudit audit, Func<TState, TTrigger, int> bit)
        where TState : struct, Enum
        where TTrigger : struct, Enum =>
        new(life.Name, [.. life.Transitions.Select(row =>
            new Counted($"{row.From}, {row.On}: {row.To}", audit.Transitions(bit(row.From, row.On))))]);

    // As the plan counts: the jumps in order, on to the next step, then the arms but the first, which goes on like a step without arms.
    private static IEnumerable<Counted> WaysOf(Plan<World> plan, ConformanceAudit audit, int position)
    {
        var step = plan.Step(position);
        var label = $"{plan.OperationAt(position).Name} / {step.Label}";
        var name = step.Arms is [var first, ..] ? $"{label}: {first}" : label;
        var jumps = step.Jumps.Length;
        var reached = audit.Steps.Reached(position);
        for (var way = 0; way < jumps; way++)
        {
            yield return new($"{name}, to {step.Jumps[way].Label}", audit.Steps.Of(position, way), reached);
        }

        if (step.Jumps is not [.., { Condition: null }])
        {
            yield return new(jumps == 0 ? name : $"{name}, on", audit.Steps.Of(position, jumps), reached);
        }

        for (var arm = 1; arm < step.Arms.Length; arm++)
        {
            yield return new($"{label}: {step.Arms[arm]}", audit.Steps.Of(position, jumps + arm), reached);
        }
    }

    private static Counted BrokenOf(Invariant invariant, (long Records, string? Example) broken) =>
        new($"{invariant.Id} {broken.Example}", broken.Records);
}
