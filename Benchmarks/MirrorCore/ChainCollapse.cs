namespace Hmm.Benchmarks.MirrorCore;

/// <summary>Takes steps at once that are invisible and independent of everything that could come before them.</summary>
internal readonly struct ChainCollapse<TParameters> : IReduction
    where TParameters : struct, IParameters
{
    public static bool TryAdvance(ref ulong state, out Rule rule) =>
        MirrorCore<TParameters>.TryAdvance(ref state, isWhole: false, out rule);
}
