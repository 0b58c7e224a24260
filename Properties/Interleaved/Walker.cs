using System.Collections.Immutable;
using Hmm.Model.Exploring;
using Hmm.Model.Protocols;
using Hmm.Tool;
using Hmm.Tool.Reports;

namespace Hmm.Properties.Interleaved;

/// <summary>Takes the steps of an interleaving, looks at every claim in every world, and shows what breaks.</summary>
/// <param name="protocol">The protocol.</param>
internal sealed class Walker(Protocol protocol)
{
    private const int DrainMax = 3000;
    private readonly Dictionary<WideScope, WorldSystem> systems = [];

    /// <summary>Takes the steps, then lets what is in flight end.</summary>
    /// <param name="interleaving">The interleaving.</param>
    /// <returns>The run up to what it breaks, or null when it breaks nothing.</returns>
    public Run? Walk(Interleaving interleaving)
    {
        var system = System(interleaving.Scope);
        var buffer = new SuccessorBuffer(system.StateBytes);
        system.Initial(buffer);
        var firings = new List<Firing> { new(-1, -1, 0, [.. buffer.State(0)]) };
        var choices = interleaving.Choices;
        for (var step = 0; step < choices.Length + DrainMax; step++)
        {
            var state = firings[^1].State;
            buffer.Clear();
            if (system.Expand(state.AsSpan(), buffer) != 0)
            {
                return new([.. firings]);
            }

            var world = system.Decode(state.AsSpan());
            if (step >= choices.Length && world.IsQuiet())
            {
                return null;
            }

            var pick = step < choices.Length ? Pick(buffer, firings[^1].Actor, choices[step]) : Drain(buffer, in world, step);
            if (pick < 0)
            {
                return step < choices.Length && world.IsQuiet() ? null : new([.. firings]);
            }

            firings.Add(new(buffer.Rule(pick), buffer.Actor(pick), pick, [.. buffer.State(pick)]));
        }

        return null;
    }

    /// <summary>What a run breaks, in one word each; empty for nothing.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="run">The run.</param>
    /// <returns>Ids of claims, or deadlock.</returns>
    public ImmutableArray<string> Broken(WideScope scope, Run run)
    {
        var world = System(scope).Decode(run.Last.State.AsSpan());
        return [.. protocol.Invariants.Where(invariant => invariant.Check(in world) is not null).Select(static invariant => invariant.Id)];
    }

    /// <summary>The same run with fewer steps and fewer changes of actor.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="run">The run.</param>
    /// <returns>The run.</returns>
    public Run Minimize(WideScope scope, Run run)
    {
        var broken = Broken(scope, run);
        return broken.IsEmpty ? run : new Minimizer(System(scope), shorter => Broken(scope, shorter).Contains(broken[0])).Minimize(run);
    }

    /// <summary>The token that replays a run.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="run">The run.</param>
    /// <param name="name">The protocol as tokens name it.</param>
    /// <returns>The token.</returns>
    public ReplayToken Token(WideScope scope, Run run, string? name = null) =>
        ReplayToken.Of(name ?? protocol.Name, Drivers.NameOf(protocol.Driver), scope.Name, protocol.Plan, run);

    /// <summary>What is broken, how, and how to see it again.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="run">The run.</param>
    /// <returns>A table and a token.</returns>
    public string Describe(WideScope scope, Run run)
    {
        using var text = new StringWriter();
        var shown = Minimize(scope, run);
        new RunText(new Terminal(text, text, false, false)).Write(protocol, scope.Named, System(scope), shown);
        return $"{text}\nhmm replay {Token(scope, shown)}\n";
    }

    /// <summary>The system of a scope.</summary>
    /// <param name="scope">The scope.</param>
    /// <returns>The system.</returns>
    public WorldSystem System(WideScope scope)
    {
        lock (systems)
        {
            return systems.TryGetValue(scope, out var known) ? known : systems[scope] = new(protocol, scope.Named.Scope);
        }
    }

    /// <summary>The actor that took the last step comes first, then the others in turn; of its steps the choice picks one.</summary>
    private static int Pick(SuccessorBuffer buffer, int last, int choice)
    {
        var actors = Enumerable.Range(0, buffer.Count).Select(buffer.Actor).Distinct().OrderBy(actor => (actor - last + 64) % 64).ToList();
        if (actors.Count == 0)
        {
            return -1;
        }

        var actor = actors[choice % actors.Count];
        var steps = Enumerable.Range(0, buffer.Count).Where(i => buffer.Actor(i) == actor).ToList();
        return steps[(choice / actors.Count) % steps.Count];
    }

    /// <summary>The next step of an operation in flight, each actor in turn.</summary>
    private static int Drain(SuccessorBuffer buffer, in Model.World world, int turn)
    {
        var (found, best) = (-1, int.MaxValue);
        for (var i = 0; i < buffer.Count; i++)
        {
            var distance = (buffer.Actor(i) + turn) % Model.Capacity.Actors;
            if (!world.Flight(buffer.Actor(i)).IsIdle && distance < best)
            {
                (found, best) = (i, distance);
            }
        }

        return found;
    }
}
