using System.Collections.Immutable;
using Hmm.Model;
using Hmm.Model.Exploring;
using Hmm.Model.Operations;
using Hmm.Model.Protocols;

namespace Hmm.Tool.Viewer;

/// <summary>Makes a run viewable: looks up everything that a reader may ask of it.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="scope">The scope.</param>
/// <param name="system">The two together.</param>
/// <param name="run">The run.</param>
internal sealed class Viewing(Protocol protocol, NamedScope scope, WorldSystem system, Run run)
{
    /// <summary>How far to look for the point of no return before it is left out: a part of a second.</summary>
    private const int StatesLookedAt = 30_000;

    private readonly ImmutableArray<World> worlds = [.. run.Firings.Select(firing => system.Decode(firing.State.AsSpan()))];
    private readonly AlternativeTable alternatives = new(protocol, scope.Scope);

    /// <summary>Makes the run viewable.</summary>
    /// <param name="token">The token that replays it.</param>
    /// <returns>The run.</returns>
    public ViewedRun With(ReplayToken token)
    {
        var steps = Enumerable.Range(1, run.Steps).Select(Step).ToImmutableArray();
        var claims = new BrokenClaims(protocol, alternatives).In(worlds[^1]);
        var (lives, lifecycles) = new Lives(scope.Scope, worlds).Read();
        return new()
        {
            Token = token.ToString(),
            Protocol = protocol.Name,
            Mutant = Protocols.MutantInToken(token.Protocol) ?? string.Empty,
            Driver = protocol.Driver.Name,
            Scope = scope.Name,
            Extent = scope.Scope.ToString(),
            Switches = run.Switches,
            Loop = run.Loop,
            NoReturn = claims.IsEmpty || run.Loop > 0 ? null : NoReturn.Of(system, run, StatesLookedAt),
            Broken = run.Loop > 0 ? [.. claims, Starving()] : claims,
            Waits = alternatives.IsStuck(worlds[^1]) ? WaitGraph.Of(alternatives.Waiting(worlds[^1])) : [],
            Actors = [.. Enumerable.Range(0, scope.Scope.Actors.Length).Select(Actor)],
            Cells = Cells.Of(scope.Scope, worlds),
            Steps = steps,
            Influences = new Causality(system, run).Find(),
            Alternatives = alternatives.All,
            Lives = lives,
            Lifecycles = lifecycles,
        };
    }

    /// <summary>The claim that a run breaks by going round for ever.</summary>
    private ViewedClaim Starving()
    {
        var begin = run.Steps - run.Loop + 1;
        var actors = run.Firings.Skip(begin).Select(static firing => firing.Actor).Distinct().Order()
            .Select(actor => $"a{actor} in {string.Join(" and ", run.Firings.Skip(begin).Where(firing => firing.Actor == actor)
                .Select(firing => protocol.Plan.OperationAt(firing.Rule).Name).Distinct())}");
        return new(ClaimNames.Progress, Endings.Statement,
            $"after step {run.Steps} all is as before step {begin}, so that it can go on so for ever: {string.Join(", ", actors)}", []);
    }

    private ViewedStep Step(int number)
    {
        var firing = run.Firings[number];
        var (before, after) = (worlds[number - 1], worlds[number]);
        var operation = protocol.Plan.OperationAt(firing.Rule);
        var step = protocol.Plan.Step(firing.Rule);
        var taken = alternatives.Taken(before, firing.Choice);
        return new(
            number,
            firing.Actor,
            operation.Name,
            taken.Arguments,
            step.Label,
            step.Source,
            step.Note,
            before.Flight(firing.Actor).IsIdle,
            after.Flight(firing.Actor).IsIdle,
            CellValues.Changes(in before, in after),
            alternatives.Others(before, firing.Choice));
    }

    /// <summary>An actor is called after what it may begin: in a scope each is a thread or a device for good.</summary>
    private string Actor(int actor)
    {
        var entry = protocol.Plan.Entry(scope.Scope.Actors[actor][0].Operation);
        return $"a{actor} {(protocol.Plan.OperationAt(entry).Role == Role.Device ? "device" : "thread")}";
    }
}
