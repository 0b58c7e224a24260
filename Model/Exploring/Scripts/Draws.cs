namespace Hmm.Model.Exploring.Scripts;

/// <summary>Numbers that are as good as random, and always the same for the same seed.</summary>
/// <param name="seed">The seed.</param>
internal sealed class Draws(ulong seed)
{
    private ulong state = seed;

    /// <summary>A number below a limit.</summary>
    /// <param name="limit">The limit, at least 1.</param>
    public int Below(int limit)
    {
        // SplitMix64.
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)limit);
    }
}
