using System.Collections.Immutable;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring;

/// <summary>A run of the explorer in words: who took which step, and what it changed.</summary>
public static class Explanation
{
    /// <summary>Explains a run.</summary>
    /// <param name="system">The system that ran.</param>
    /// <param name="protocol">Its protocol.</param>
    /// <param name="run">The run.</param>
    /// <returns>Its steps.</returns>
    public static ImmutableArray<ExplainedStep> Of(WorldSystem system, Protocol protocol, Run run)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(run);
        var steps = ImmutableArray.CreateBuilder<ExplainedStep>(run.Steps);
        var before = system.Decode(run.Firings[0].State.AsSpan());
        for (var i = 1; i < run.Firings.Length; i++)
        {
            var firing = run.Firings[i];
            var after = system.Decode(firing.State.AsSpan());
            var operation = protocol.Plan.OperationAt(firing.Rule);
            var step = protocol.Plan.Step(firing.Rule);
            steps.Add(new(i, firing.Actor, operation.Role, operation.Name, step.Label, step.Source, Change.Between(in before, in after)));
            before = after;
        }

        return steps.MoveToImmutable();
    }
}
