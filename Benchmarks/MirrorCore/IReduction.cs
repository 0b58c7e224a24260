namespace Hmm.Benchmarks.MirrorCore;

/// <summary>Which steps are taken inside the step before them, so that the states between are not stored.</summary>
internal interface IReduction
{
    /// <summary>Takes one such step, if an actor is at one.</summary>
    /// <param name="state">The state, changed when there is one.</param>
    /// <param name="rule">The rule that fired.</param>
    /// <returns>False when no actor is at such a step.</returns>
    static abstract bool TryAdvance(ref ulong state, out Rule rule);
}
