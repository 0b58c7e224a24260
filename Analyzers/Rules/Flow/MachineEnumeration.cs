using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Lowering;

namespace Hmm.Analyzers.Flow;

/// <content>Enumerations: each round produces another object.</content>
internal sealed partial class Machine
{
    private List<Outcome> RunForEach(Node.ForEach each, State state)
    {
        var left = new List<State>();
        loopDepth++;
        foreach (var source in Evaluate(each.Collection, state))
        {
            var begun = each.IsAsynchronous ? Suspend(source.State, each.At ?? body.At, "await") : source.State;
            foreach (var start in Enumerated(begun, source.Value, each))
            {
                left.AddRange(Rounds(each, start, source.Value));
            }
        }

        loopDepth--;
        left.AddRange(exits.Take(each.Exit));
        return Ends(StateSet.Join([.. left.Select(s => s with { Held = [.. s.Held.Where(h => h.Origin != HeldOrigin.Iterator)] })]));
    }

    private List<State> Rounds(Node.ForEach each, State start, Value collection)
    {
        var left = new List<State> { start };
        var seen = new List<State>();
        IReadOnlyList<State> incoming = [start];
        for (var round = 0; round < MostRounds && incoming.Count > 0; round++)
        {
            var fresh = incoming.Where(s => !seen.Any(k => StateSet.Covers(k, s))).ToList();
            seen.AddRange(fresh);
            var next = new List<State>();
            foreach (var at in fresh)
            {
                var (state, element) = NextElement(each, at, collection);
                var bound = each.Target is null ? [state] : Store(each.Target, element, state, each.At ?? body.At);
                next.AddRange(Run(each.Body, bound));
                next.AddRange(exits.Take(each.Continue));
            }

            incoming = StateSet.Join(next);
            left.AddRange(incoming);
        }

        return StateSet.Join(left);
    }

    // The objects of earlier rounds stay what they are, but can no longer be told apart.
    private static (State State, Value Element) NextElement(Node.ForEach each, State state, Value collection)
    {
        if (collection is Value.Group group && group.Items.Length == 1)
        {
            return (state, group.Items[0]);
        }

        var type = each.ElementType ?? PathResolver.ElementType(PathResolver.TypeOf(collection));
        var element = new Value.Product(each.Site, isEarlier: false, type, $"element of {collection.Display}") { Source = collection };
        return (Age(state, element), element);
    }

    private static State Age(State state, Value.Product product) =>
        state.Held.Any(h => h.Lock.Value.Any(v => v.Equals(product))) || state.Variables.Values.Any(v => v.Any(p => p.Equals(product)))
            ? state.Rewrite(v => v.Equals(product) ? product.AsEarlier() : null) : state;

    /// <summary>The states in which a sequence is being enumerated: what it runs has run, and what it holds while it yields is
    /// held.</summary>
    private List<State> Enumerated(State state, Value sequence, Node.ForEach each)
    {
        if (sequence is not Value.Work { Timing: Value.WorkTiming.Deferred } work)
        {
            return [state];
        }

        IReadOnlyList<State> states = [state];
        foreach (var item in work.Items)
        {
            var held = item is Value.Code code ? HeldAtYield(code) : [];
            states = [.. states.SelectMany(s => RunCode(item, s, each.At ?? body.At, [])).Select(o => o.State with
            {
                Held = [.. o.State.Held.Where(h => !held.Any(y => y.Lock.Class.Equals(h.Lock.Class) && h.Origin == HeldOrigin.Acquired
                    && y.At == h.At)), .. held],
            })];
        }

        return StateSet.Join(states);
    }

    private Items<Held> HeldAtYield(Value.Code code) =>
        [.. BodiesOf(code).SelectMany(b => world.SummaryOf(b)?.HeldAtYield ?? []).Select(h => h with { Origin = HeldOrigin.Iterator })];
}
