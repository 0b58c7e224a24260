using Hmm.Model;
using Hmm.Model.Exploring;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Proposals;

/// <summary>Operations that run one after the other, each to its end: a story with a known outcome.</summary>
public sealed class Scenario
{
    private readonly Runner runner;
    private World world;

    /// <summary>Begins where a scope begins, its prelude done.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="scope">The scope.</param>
    public Scenario(Protocol protocol, Scope scope)
    {
        runner = new(protocol.Watched);
        world = scope.Start();
        foreach (var invocation in scope.Prelude)
        {
            Finish(invocation);
        }
    }

    /// <summary>The world as it is now.</summary>
    public ref readonly World World => ref world;

    /// <summary>Runs an operation to its end while nobody else runs, the usual way at each choice.</summary>
    /// <param name="invocation">The operation.</param>
    public void Finish(Invocation invocation) => Finish(runner, ref world, invocation);

    /// <summary>Runs an operation to its end with nobody else running, each choice the usual one.</summary>
    /// <param name="runner">The runner.</param>
    /// <param name="world">The world.</param>
    /// <param name="invocation">The operation with its arguments.</param>
    public static void Finish(Runner runner, ref World world, Invocation invocation)
    {
        runner.Begin(ref world, 0, runner.Plan.Entry(invocation.Operation), invocation.Binding);
        for (var stop = runner.Run(ref world, 0); stop != Stop.Done; stop = runner.Run(ref world, 0))
        {
            Assert.True(stop == Stop.Choice, $"{invocation.Operation} is {stop}.");
            runner.Take(ref world, 0, 0);
        }
    }
}
