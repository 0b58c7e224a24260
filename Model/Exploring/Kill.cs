namespace Hmm.Model.Exploring;

/// <summary>How a mutant was noticed.</summary>
/// <param name="By">The id of the invariant that broke, <c>deadlock</c>, or <c>starvation</c> where operations need not end any
/// more.</param>
/// <param name="Depth">In how many steps, at least.</param>
public sealed record Kill(string By, int Depth)
{
    /// <summary>What stands for a world in which nobody can go on.</summary>
    public const string Deadlock = "deadlock";

    /// <summary>What stands for an operation that need not end.</summary>
    public const string Starvation = "starvation";
}
