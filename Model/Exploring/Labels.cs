using Hmm.Model.Operations;

namespace Hmm.Model.Exploring;

/// <summary>Short hashes of labels, by which a token knows whether the model is still the one that it was made with.</summary>
internal static class Labels
{
    /// <summary>A hash of every label of a plan, in order.</summary>
    public static uint Hash(Plan<World> plan)
    {
        var hash = Offset;
        for (var position = 1; position <= plan.Length; position++)
        {
            hash = Add(hash, plan.OperationAt(position).Name);
            hash = Add(hash, plan.Step(position).Label);
        }

        return hash;
    }

    /// <summary>A hash of one step's label.</summary>
    public static byte Hash(Plan<World> plan, int position)
    {
        var hash = Add(Add(Offset, plan.OperationAt(position).Name), plan.Step(position).Label);
        return (byte)(hash ^ (hash >> 8) ^ (hash >> 16) ^ (hash >> 24));
    }

    /// <summary>A check sum of bytes.</summary>
    public static ushort Sum(ReadOnlySpan<byte> bytes)
    {
        var hash = Offset;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * Prime;
        }

        return (ushort)(hash ^ (hash >> 16));
    }

    // Fowler-Noll-Vo 1a: stable over versions of the runtime, unlike string.GetHashCode.
    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;

    private static uint Add(uint hash, string text)
    {
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * Prime;
        }

        return (hash ^ 0xFF) * Prime;
    }
}
