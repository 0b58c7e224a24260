using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <summary>The ways out of a region other than its end.</summary>
internal sealed class Exits
{
    public List<(State State, Value Value, Location At)> Returns { get; } = [];

    public List<(State State, Location At)> Throws { get; } = [];

    public List<(State State, ILabelSymbol Target)> Jumps { get; } = [];

    public void Throw(State state, Location at)
    {
        if (Throws.Count < 3 * StateSet.Most && !Throws.Any(t => StateSet.Covers(t.State, state)))
        {
            Throws.Add((state, at));
        }
    }

    public void Return(State state, Value value, Location at)
    {
        if (Returns.Count < 4 * StateSet.Most && !Returns.Any(r => r.Value.Equals(value) && r.At == at && StateSet.Covers(r.State, state)))
        {
            Returns.Add((state, value, at));
        }
    }

    public void Jump(State state, ILabelSymbol target)
    {
        if (Jumps.Count < 4 * StateSet.Most
            && !Jumps.Any(j => SymbolEqualityComparer.Default.Equals(j.Target, target) && StateSet.Covers(j.State, state)))
        {
            Jumps.Add((state, target));
        }
    }

    /// <summary>Takes the states out that jump to a label.</summary>
    public List<State> Take(ILabelSymbol? target)
    {
        var states = Jumps.Where(j => SymbolEqualityComparer.Default.Equals(j.Target, target)).Select(j => j.State).ToList();
        Jumps.RemoveAll(j => SymbolEqualityComparer.Default.Equals(j.Target, target));
        return states;
    }
}
