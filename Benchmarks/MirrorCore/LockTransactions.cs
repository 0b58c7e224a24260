namespace Hmm.Benchmarks.MirrorCore;

/// <summary>Makes each section under a driver lock one step (Lipton): right only while the lock guards what it should.</summary>
internal readonly struct LockTransactions<TParameters> : IReduction
    where TParameters : struct, IParameters
{
    public static bool TryAdvance(ref ulong state, out Rule rule) =>
        MirrorCore<TParameters>.TryAdvance(ref state, isWhole: true, out rule);
}
