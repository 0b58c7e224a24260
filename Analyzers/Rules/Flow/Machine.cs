using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Lowering;
using Hmm.Analyzers.Whole;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <summary>Runs a body on sets of states and notes what happens to locks.</summary>
/// <remarks>Path-sensitive where locks differ: states with the same locks are joined, others are kept apart together with the conditions
/// that
/// led to them. Loops run to a fixpoint; finally blocks run once for each distinct state that leaves.</remarks>
internal sealed partial class Machine
{
    private const int MostSteps = 40_000;

    private readonly Body body;
    private readonly World world;
    private readonly BodyResult result = new();
    private readonly Recorder record;
    private readonly CancellationToken cancellation;
    private Exits exits = new();
    private int steps;
    private Value subject = Value.Unknown;
    private int loopDepth;

    private Machine(Body body, World world, CancellationToken cancellation)
    {
        this.body = body;
        this.world = world;
        this.cancellation = cancellation;
        record = new Recorder(body, result, world);
    }

    private CodeBase Code => world.Code;

    private LockDeclarations Declarations => world.Code.Declarations;

    private bool IsExhausted => steps > MostSteps;

    /// <summary>Analyses a body.</summary>
    public static BodyResult Run(Body body, World world, CancellationToken cancellation)
    {
        var machine = new Machine(body, world, cancellation);
        var start = machine.Start();
        var ends = machine.Run(body.Root, [start]);
        foreach (var end in ends)
        {
            machine.exits.Return(end, Value.Constant.Null, body.EndsAt);
        }

        machine.Finish(start);
        return machine.result;
    }

    private State Start()
    {
        var state = State.Empty;
        foreach (var item in body.Contract.Items)
        {
            if (item.Clause is Contract.Clause.Requires or Contract.Clause.Releases && !item.OnResult)
            {
                state = state.With(new Held(world.Locks.Identify(item.Lock), item.Mode, 1, HeldOrigin.Contract,
                    body.At) { SurvivesAwait = item.AcrossAwait });
            }
        }

        foreach (var name in body.Contract.RunsInside)
        {
            state = state.With(new Held(world.Locks.OfClass(name), LockMode.Exclusive, 1, HeldOrigin.Inside, body.At));
        }

        if (body.Method is { } method && world.Locks.Synchronized(method) is { } synchronized)
        {
            record.Acquire(state, synchronized, LockMode.Exclusive, blocks: true, body.At, []);
            state = state.With(new Held(synchronized, LockMode.Exclusive, 1, HeldOrigin.Inside, body.At));
        }

        if (body.IsInitializer && body.Type is { } type)
        {
            state = state.With(new Held(LockIdentifier.OfInitializer(type), LockMode.Exclusive, 1, HeldOrigin.Inside, body.At));
        }

        foreach (var around in world.Around(body))
        {
            state = state.With(new Held(around, LockMode.Exclusive, 1, HeldOrigin.Inside, body.At));
        }

        return state with { Masks = body.Contract.Masks };
    }

    private void Finish(State start)
    {
        foreach (var (state, value, at) in exits.Returns)
        {
            record.Return(state, start, value, at);
        }

        foreach (var (state, at) in exits.Throws)
        {
            record.Throw(state, start, at);
        }

        record.Complete(exits, IsExhausted);
    }

    /// <summary>Runs a statement on each state and joins what comes out.</summary>
    private List<State> Run(Node? node, IReadOnlyList<State> states)
    {
        if (node is null || states.Count == 0)
        {
            return [.. states];
        }

        if (node is Node.Sequence sequence)
        {
            IReadOnlyList<State> at = states;
            foreach (var item in sequence.Items)
            {
                at = Run(item, at);
            }

            return [.. at];
        }

        var results = new List<State>();
        foreach (var state in states)
        {
            foreach (var outcome in Evaluate(node, state))
            {
                results.Add(outcome.State);
            }
        }

        return StateSet.Join(results);
    }

    private List<Outcome> Evaluate(Node? node, State state)
    {
        steps++;
        if (IsExhausted || node is null)
        {
            return [new(state, Value.Unknown)];
        }

        if ((steps & 255) == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        return Expression(node, state) ?? Flow(node, state) ?? Action(node, state) ?? [new(state, Value.Unknown)];
    }

    /// <summary>Evaluates several nodes in order; null ones are unknown.</summary>
    private List<(State State, Items<Value> Values)> EvaluateAll(Items<Node?> nodes, State state)
    {
        var results = new List<(State State, Items<Value> Values)> { (state, []) };
        foreach (var node in nodes)
        {
            if (node is null)
            {
                results = [.. results.Select(r => (r.State, r.Values.Add(Value.Unknown)))];
                continue;
            }

            results = [.. results.SelectMany(r => Evaluate(node, r.State).Select(o => (o.State, r.Values.Add(o.Value))))];
            if (results.Count > StateSet.Most)
            {
                results = [.. results.Take(StateSet.Most)];
            }
        }

        return results;
    }

    private List<Outcome> Then(Node? node, State state, Func<Outcome, IEnumerable<Outcome>> next) =>
        [.. Evaluate(node, state).SelectMany(next)];
}
