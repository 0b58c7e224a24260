using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hmm.Model.Exploring;

/// <summary>What tells apart where a search for an explanation stands: 128 bits of the world and of the calls that are done.</summary>
internal static class SectionKey
{
    /// <summary>The key.</summary>
    /// <param name="world">The world.</param>
    /// <param name="done">How many calls each thread has completed.</param>
    public static UInt128 Of(in World world, ReadOnlySpan<int> done)
    {
        // Which transitions were taken on the way is no part of where one stands.
        var bytes = World.Bytes(in world);
        var fired = (int)Unsafe.ByteOffset(
            ref Unsafe.As<World, byte>(ref Unsafe.AsRef(in world)), ref Unsafe.As<FiredTable, byte>(ref Unsafe.AsRef(in world.Fired)));
        var (low, high) = Hash(bytes[..fired], 0x9E3779B97F4A7C15UL, 0xC2B2AE3D27D4EB4FUL);
        (low, high) = Hash(bytes[(fired + Unsafe.SizeOf<FiredTable>())..], low, high);

        foreach (var count in done)
        {
            low = Mix(low ^ (ulong)count, 0xFF51AFD7ED558CCDUL);
        }

        return new(high, low);
    }

    private static (ulong Low, ulong High) Hash(ReadOnlySpan<byte> bytes, ulong low, ulong high)
    {
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            low = Mix(low ^ word, 0xFF51AFD7ED558CCDUL);
            high = Mix(high + word, 0xC4CEB9FE1A85EC53UL);
        }

        foreach (var value in bytes[(bytes.Length & ~7)..])
        {
            low = Mix(low ^ value, 0xFF51AFD7ED558CCDUL);
            high = Mix(high + value, 0xC4CEB9FE1A85EC53UL);
        }

        return (low, high);
    }

    private static ulong Mix(ulong value, ulong factor)
    {
        value *= factor;
        return value ^ (value >> 32);
    }
}
