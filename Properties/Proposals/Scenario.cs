using Hmm.Model;
using Hmm.Model.Claims;
using Hmm.Model.Exploring;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Proposals;

/// <summary>A run of a protocol in a scope that is too large to explore: a list of numbers says who takes the next step.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="scope">The scope.</param>
public sealed class Interleaved(Protocol protocol, Scope scope)
{
    private readonly Runner runner = new(protocol.Watched);
    private World world = scope.Start();

    /// <summary>The world as it is now.</summary>
    public ref readonly World World => ref world;

    /// <summary>Takes a step for each number, and checks every invariant after each.</summary>
    /// <param name="choices">The numbers; each picks one of the steps that are possible.</param>
    public void Run(IEnumerable<int> choices)
    {
        foreach (var invocation in scope.Prelude)
        {
            Finish(invocation);
        }

        var path = new List<string>();
        foreach (var choice in choices)
        {
            var possible = Possible();
            var (actor, arm, invocation) = possible[(int)((uint)choice % possible.Count)];
            if (invocation is { } begun)
            {
                runner.Begin(ref world, actor, runner.Plan.Entry(begun.Operation), begun.Binding);
                path.Add($"a{actor} begins {begun.Operation}");
            }

            if (world.Flight(actor).Position is var position && position != 0 && runner.IsEnabled(ref world, actor))
            {
                path.Add($"a{actor} {runner.Plan.Step(position).Label}");
                runner.Take(ref world, actor, arm);
            }

            var broken = Invariant.Broken(in world, protocol.Invariants);
            Assert.True(broken == 0, Complaint(broken, path));
        }
    }

    /// <summary>Runs an operation to its end while nobody else runs, the usual way at each choice.</summary>
    /// <param name="invocation">The operation.</param>
    public void Finish(Invocation invocation)
    {
        runner.Begin(ref world, 0, runner.Plan.Entry(invocation.Operation), invocation.Binding);
        while (runner.Run(ref world, 0) is var stop && stop != Stop.Done)
        {
            Assert.True(stop == Stop.Choice, $"{invocation.Operation} is {stop}.");
            runner.Take(ref world, 0, 0);
        }
    }

    /// <summary>Every step that an actor may take; there is always one, or the run is stuck.</summary>
    private List<(int Actor, int Arm, Invocation? Invocation)> Possible()
    {
        var possible = new List<(int, int, Invocation?)>();
        for (var actor = 0; actor < scope.Actors.Length; actor++)
        {
            var position = world.Flight(actor).Position;
            if (position == 0)
            {
                possible.AddRange(scope.Actors[actor].Where(call => MayBegin(actor, call)).Select(call => (actor, 0, (Invocation?)call)));
            }
            else if (runner.IsEnabled(ref world, actor))
            {
                for (var arm = 0; arm < runner.Plan.Arms(position); arm++)
                {
                    if (runner.Plan.IsPermitted(ref world, actor, position, arm))
                    {
                        possible.Add((actor, arm, null));
                    }
                }
            }
        }

        Assert.True(possible.Count > 0, "Nobody can go on.");
        return possible;
    }

    private bool MayBegin(int actor, Invocation invocation)
    {
        var begun = world;
        var entry = runner.Plan.Entry(invocation.Operation);
        runner.Begin(ref begun, actor, entry, invocation.Binding);
        return world.Space(invocation.Binding.Space).IsAlive
            && (runner.Plan.OperationAt(entry).Requires is not { } requires || requires(ref begun, actor));
    }

    private string Complaint(ulong broken, List<string> path) =>
        $"{string.Join(", ", protocol.Invariants.Where((_, i) => (broken >> i & 1) != 0))}:\n{string.Join('\n', path)}";
}
