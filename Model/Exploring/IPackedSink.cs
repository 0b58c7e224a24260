namespace Hmm.Model.Exploring;

/// <summary>Takes the successors of a packed state, one call each; what it does with them is the engine's affair.</summary>
public interface IPackedSink
{
    /// <summary>Reports one enabled rule instance.</summary>
    /// <param name="rule">The rule that fires, from 0 to <see cref="IPackedSystem.RuleCount"/> - 1.</param>
    /// <param name="actor">Who fires it, from 0 to 63; fairness and the count of context switches go by it.</param>
    /// <param name="next">The state after it.</param>
    void Add(int rule, int actor, ulong next);
}
