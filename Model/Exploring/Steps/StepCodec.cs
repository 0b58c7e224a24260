using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Hmm.Model.Exploring.Steps;

/// <summary>Packs the bits of a world that can differ within a scope next to each other, and unpacks them.</summary>
/// <remarks>All bits of a word of the world go to one word of the state.</remarks>
internal sealed class StepCodec<TWorld>
    where TWorld : unmanaged
{
    private const int WordBits = 64;

    private readonly Part[] parts;
    private readonly ulong[] masks;
    private readonly TWorld rest;

    public StepCodec(TWorld start, TWorld bits)
    {
        if (Unsafe.SizeOf<TWorld>() % sizeof(ulong) != 0)
        {
            throw new ArgumentException($"{typeof(TWorld).Name} has {Unsafe.SizeOf<TWorld>()} bytes, and a world has a multiple of 8.");
        }

        masks = Words(ref bits).ToArray();
        rest = start;
        var constant = Words(ref rest);
        var found = new List<Part>();
        var used = new List<int>();
        for (var word = 0; word < masks.Length; word++)
        {
            constant[word] &= ~masks[word];
            var size = BitOperations.PopCount(masks[word]);
            if (size > 0)
            {
                var target = Room(used, size);
                found.Add(new Part(masks[word], word, target, used[target] - size));
            }
        }

        parts = [.. found];
        StateWords = Math.Max(1, used.Count);
    }

    /// <summary>How many words a state has.</summary>
    public int StateWords { get; }

    /// <summary>Packs a world.</summary>
    /// <param name="world">The world.</param>
    /// <param name="state">Takes the state, all zero before.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Encode(ref TWorld world, ref ulong state)
    {
        CheckRest(ref world);
        ref var words = ref Unsafe.As<TWorld, ulong>(ref world);
        foreach (ref readonly var part in parts.AsSpan())
        {
            Unsafe.Add(ref state, part.Target) |= Extract(Unsafe.Add(ref words, part.Word), part.Mask) << part.Shift;
        }
    }

    /// <summary>Packs a world into a state of one word.</summary>
    /// <param name="world">The world.</param>
    /// <returns>The state.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong EncodeWord(ref TWorld world)
    {
        CheckRest(ref world);
        ref var words = ref Unsafe.As<TWorld, ulong>(ref world);
        var state = 0UL;
        foreach (ref readonly var part in parts.AsSpan())
        {
            state |= Extract(Unsafe.Add(ref words, part.Word), part.Mask) << part.Shift;
        }

        return state;
    }

    /// <summary>Unpacks a world.</summary>
    /// <param name="state">The state.</param>
    /// <param name="world">The world.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Decode(ref readonly ulong state, out TWorld world)
    {
        world = rest;
        ref var words = ref Unsafe.As<TWorld, ulong>(ref world);
        foreach (ref readonly var part in parts.AsSpan())
        {
            Unsafe.Add(ref words, part.Word) |= Deposit(Unsafe.Add(ref Unsafe.AsRef(in state), part.Target) >> part.Shift, part.Mask);
        }
    }

    /// <summary>Finds a word of the state with room for some bits, and takes them.</summary>
    private static int Room(List<int> used, int size)
    {
        var target = used.FindIndex(taken => taken + size <= WordBits);
        if (target < 0)
        {
            target = used.Count;
            used.Add(0);
        }

        used[target] += size;
        return target;
    }

    private static Span<ulong> Words(ref TWorld world) => MemoryMarshal.Cast<TWorld, ulong>(new Span<TWorld>(ref world));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Extract(ulong word, ulong mask) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.ParallelBitExtract(word, mask) : ExtractSlowly(word, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Deposit(ulong packed, ulong mask) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.ParallelBitDeposit(packed, mask) : DepositSlowly(packed, mask);

    private static ulong ExtractSlowly(ulong word, ulong mask)
    {
        var packed = 0UL;
        for (var at = 0; mask != 0; mask &= mask - 1, at++)
        {
            packed |= (word >> BitOperations.TrailingZeroCount(mask) & 1) << at;
        }

        return packed;
    }

    private static ulong DepositSlowly(ulong packed, ulong mask)
    {
        var word = 0UL;
        for (; mask != 0; mask &= mask - 1, packed >>= 1)
        {
            word |= (packed & 1) << BitOperations.TrailingZeroCount(mask);
        }

        return word;
    }

    /// <summary>Makes sure that nothing differs but the bits that are stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckRest(ref TWorld world)
    {
        ref var words = ref Unsafe.As<TWorld, ulong>(ref world);
        ref var constant = ref Unsafe.As<TWorld, ulong>(ref Unsafe.AsRef(in rest));
        var strays = 0UL;
        for (var i = 0; i < masks.Length; i++)
        {
            strays |= (Unsafe.Add(ref words, i) ^ Unsafe.Add(ref constant, i)) & ~masks[i];
        }

        if (strays != 0)
        {
            Refuse(ref world);
        }
    }

    private void Refuse(ref TWorld world)
    {
        var constant = rest;
        var left = MemoryMarshal.AsBytes(Words(ref world));
        var right = MemoryMarshal.AsBytes(Words(ref constant));
        var mask = MemoryMarshal.AsBytes(masks.AsSpan());
        var at = 0;
        while (((left[at] ^ right[at]) & ~mask[at]) == 0)
        {
            at++;
        }

        throw new InvalidOperationException($"A step left byte {at} of {typeof(TWorld).Name} at {left[at]}, which has bits that "
            + $"StepProtocol.Bits does not have there ({mask[at]}). Add them, or mend the step.");
    }

    /// <summary>Bits of one word of the world, and where they lie in the state.</summary>
    private readonly record struct Part(ulong Mask, int Word, int Target, int Shift);
}
