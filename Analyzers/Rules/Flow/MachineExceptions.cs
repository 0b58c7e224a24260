using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Exceptions, finally blocks and jumps to labels.</content>
internal sealed partial class Machine
{
    private List<State> RunTry(Node.Try node, State state)
    {
        var outer = exits;
        exits = new Exits();
        var normal = Run(node.Body, [state]);
        var inner = exits;
        exits = new Exits();
        var uncaught = new List<(State State, Location At)>(inner.Throws);
        foreach (var handler in node.Handlers)
        {
            // Whoever writes a handler knows of an exception, even where nothing here seems to throw.
            var caught = Run(handler.Filter, handler.HasMutex ? [.. normal]
                : uncaught.Count > 0 ? StateSet.Join([.. uncaught.Select(t => t.State)]) : [state]);
            normal.AddRange(Run(handler.Body, caught));
            if (handler.CatchesAll)
            {
                uncaught.Clear();
                break;
            }
        }

        inner.Throws.Clear();
        inner.Throws.AddRange(uncaught);
        foreach (var (thrown, at) in exits.Throws)
        {
            inner.Throw(thrown, at);
        }

        exits.Returns.ForEach(r => inner.Return(r.State, r.Value, r.At));
        exits.Jumps.ForEach(j => inner.Jump(j.State, j.Target));
        exits = outer;
        return Leave(node.Final, StateSet.Join(normal), inner);
    }

    // The finally block runs for every way out and then goes on that way.
    private List<State> Leave(Node? final, List<State> normal, Exits inner)
    {
        var saved = record.IsInFinally;
        record.IsInFinally = true;
        foreach (var (state, at) in inner.Throws)
        {
            Run(final, [state]).ForEach(s => exits.Throw(s, at));
        }

        foreach (var (state, value, at) in inner.Returns)
        {
            Run(final, [state]).ForEach(s => exits.Return(s, value, at));
        }

        foreach (var (state, target) in inner.Jumps)
        {
            Run(final, [state]).ForEach(s => exits.Jump(s, target));
        }

        var ends = Run(final, normal);
        record.IsInFinally = saved;
        return ends;
    }

    private List<State> RunLabelled(Node.Labelled node, State state)
    {
        IReadOnlyList<State> at = [state];
        var pending = new Dictionary<int, List<State>>();
        var seen = new List<State>();
        var first = 0;
        for (var round = 0; round < MostRounds; round++)
        {
            for (var i = first; i < node.Items.Length; i++)
            {
                var (label, statement) = node.Items[i];
                if (label is not null)
                {
                    at = StateSet.Join([.. at, .. exits.Take(label)]);
                }

                at = Run(statement, at);
            }

            // A jump backwards starts another round at its label.
            first = Enumerable.Range(0, node.Items.Length).FirstOrDefault(i => node.Items[i].Label is { } l
                && exits.Jumps.Any(j => SymbolEqualityComparer.Default.Equals(j.Target, l)));
            var again = exits.Take(node.Items.Length > 0 ? node.Items[first].Label
                : null).Where(s => !seen.Any(k => StateSet.Covers(k, s))).ToList();
            if (again.Count == 0)
            {
                break;
            }

            seen.AddRange(again);
            pending[round] = [.. at];
            at = again;
        }

        return StateSet.Join([.. at, .. pending.Values.SelectMany(s => s)]);
    }
}
