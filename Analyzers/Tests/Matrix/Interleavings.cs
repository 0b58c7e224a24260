namespace Hmm.Analyzers.Tests.Matrix;

/// <summary>Tells by trying all interleavings whether the threads of a shape can come to a stop, or a lock refuses its own
/// holder.</summary>
internal sealed class Interleavings(Shape shape, LockStyle style, bool onlyTries)
{
    private readonly HashSet<string> seen = [];

    public bool CanFail() => CanFail(new int[shape.Threads.Length], shape.Threads.Select(_ => string.Empty).ToArray());

    private bool CanFail(int[] at, string[] held)
    {
        if (!seen.Add(string.Join(",", at)))
        {
            return false;
        }

        var running = Enumerable.Range(0, at.Length).Where(t => at[t] < shape.Threads[t].Length).ToList();
        var able = running.Where(t => CanStep(t, at, held)).ToList();
        return (running.Count > 0 && able.Count == 0) || able.Any(t => CanFail(
            [.. at.Select((place, i) => i == t ? place + 1 : place)],
            [.. held.Select((locks, i) => i == t ? After(locks, shape.Threads[t][at[t]]) : locks)]));
    }

    private bool CanStep(int thread, int[] at, string[] held)
    {
        var next = shape.Threads[thread][at[thread]];
        var own = held[thread].Count(l => l == next);
        if (char.IsLower(next) || (onlyTries && held[thread].Length > 0 && !(own > 0 && style.ThrowsForHolder)))
        {
            return true;
        }

        var others = held.Where((_, i) => i != thread).Sum(locks => locks.Count(l => l == next));
        return own > 0 ? style.IsReentrant || own + others < style.Permits : style.IsShared || others < style.Permits;
    }

    private static string After(string locks, char step) => char.IsUpper(step) ? locks + step
        : locks.Remove(locks.LastIndexOf(char.ToUpperInvariant(step)), 1);
}
