using System.Collections.Immutable;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring;

/// <summary>What else could have happened: every step that some actor could take in a world, and every one that has to wait.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="scope">The scope, which says what idle actors may begin.</param>
public sealed class Alternatives(Protocol protocol, Scope scope)
{
    private readonly Runner runner = new(protocol.Plan);

    /// <summary>The alternatives of all actors in a world.</summary>
    /// <param name="world">The world.</param>
    /// <returns>By actor, in the order in which the explorer tries them.</returns>
    public ImmutableArray<Alternative> In(World world)
    {
        var alternatives = ImmutableArray.CreateBuilder<Alternative>();
        for (var actor = 0; actor < scope.Actors.Length; actor++)
        {
            if (!world.Flight(actor).IsIdle)
            {
                alternatives.AddRange(Of(world, actor, begins: false));
                continue;
            }

            var mayBegin = scope.Times == 0 || world.BegunBy(actor) < scope.Times;
            foreach (var (operation, binding) in scope.Actors[actor].Where(call => mayBegin && world.Space(call.Binding.Space).IsAlive))
            {
                var begun = world;
                var entry = runner.Plan.Entry(operation);
                runner.Begin(ref begun, actor, entry, in binding);
                begun.Begun[actor] += (byte)(scope.Times > 0 ? 1 : 0);
                if (runner.Plan.OperationAt(entry).Requires is not { } requires || requires(ref begun, actor))
                {
                    alternatives.AddRange(Of(begun, actor, begins: true));
                }
            }
        }

        return alternatives.ToImmutable();
    }

    private ImmutableArray<Alternative> Of(World world, int actor, bool begins)
    {
        var position = world.Flight(actor).Position;
        var binding = world.Flight(actor).At;
        if (!runner.IsEnabled(ref world, actor))
        {
            return [new(actor, position, binding, begins, string.Empty, Waiting.For(runner, in world, actor))];
        }

        var arms = runner.Plan.Step(position).Arms;
        return
        [
            .. Enumerable.Range(0, runner.Plan.Arms(position))
                .Where(arm => runner.Plan.IsPermitted(ref world, actor, position, arm))
                .Select(arm => new Alternative(actor, position, binding, begins, arms.IsEmpty ? string.Empty : arms[arm], string.Empty)),
        ];
    }
}
