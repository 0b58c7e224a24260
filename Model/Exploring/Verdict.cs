namespace Hmm.Model.Exploring;

/// <summary>What an exploration proved. Closed: no other case can be declared outside this file.</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>Every reachable state was visited and nothing broken was found.</summary>
    public sealed record Verified : Verdict;

    /// <summary>An invariant is broken.</summary>
    /// <param name="Invariant">The number of the invariant, its bit in what the system returned.</param>
    /// <param name="Depth">How many steps it takes at least.</param>
    /// <param name="Run">A shortest run that ends in the broken state.</param>
    public sealed record Violated(int Invariant, int Depth, Run Run) : Verdict;

    /// <summary>A state that is no end has no successor.</summary>
    /// <param name="Depth">How many steps it takes at least.</param>
    /// <param name="Run">A shortest run that ends in the stuck state.</param>
    public sealed record Deadlocked(int Depth, Run Run) : Verdict;

    /// <summary>Nothing broken was found in what was visited, and something was left unvisited.</summary>
    /// <param name="Limit">What ended the exploration.</param>
    public sealed record Bounded(Limit Limit) : Verdict;
}
