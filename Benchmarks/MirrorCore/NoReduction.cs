namespace Hmm.Benchmarks.MirrorCore;

/// <summary>Every step leads to a state that is stored.</summary>
internal readonly struct NoReduction : IReduction
{
    public static bool TryAdvance(ref ulong state, out Rule rule)
    {
        rule = default;
        return false;
    }
}
