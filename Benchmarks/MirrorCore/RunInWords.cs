using Hmm.Model.Exploring;

namespace Hmm.Benchmarks.MirrorCore;

/// <summary>A run as lines of text.</summary>
internal static class RunInWords
{
    public static IReadOnlyList<string> Of<TParameters, TReduction>(Run run)
        where TParameters : struct, IParameters
        where TReduction : struct, IReduction
    {
        var lines = new List<string>();
        for (var i = 1; i < run.Firings.Length; i++)
        {
            lines.Add(Step<TParameters, TReduction>(run.Firings[i - 1].Word, run.Firings[i]));
        }

        return lines;
    }

    private static string Step<TParameters, TReduction>(ulong before, Firing firing)
        where TParameters : struct, IParameters
        where TReduction : struct, IReduction
    {
        var picked = new PickSink(firing.Choice);
        MirrorCore<TParameters>.Successors(before, ref picked);
        var text = MirrorCore<TParameters>.Describe((Rule)firing.Rule, firing.Actor, before, picked.Next);
        for (var state = picked.Next; TReduction.TryAdvance(ref state, out var rule);)
        {
            text += $" > {rule}";
        }

        return text;
    }

    private struct PickSink(int choice) : IPackedSink
    {
        private int left = choice;

        public ulong Next { get; private set; }

        public void Add(int rule, int actor, ulong next) => Next = left-- == 0 ? next : Next;
    }
}
