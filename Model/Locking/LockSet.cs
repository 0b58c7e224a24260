using System.Collections.Immutable;

namespace Hmm.Model.Locking;

/// <summary>A set of lock classes, one bit a class.</summary>
/// <param name="Bits">Bit i stands for the class with id i.</param>
public readonly record struct LockSet(ushort Bits)
{
    /// <summary>The empty set.</summary>
    public static LockSet None => default;

    /// <summary>The classes in the set, by id.</summary>
    public ImmutableArray<LockClass> Classes
    {
        get
        {
            var bits = Bits;
            return [.. LockClasses.All.Where(c => (bits >> c.Id & 1) != 0)];
        }
    }

    /// <summary>This set with a class added.</summary>
    /// <param name="lockClass">The class.</param>
    /// <returns>The larger set.</returns>
    public LockSet With(LockClass lockClass) => new((ushort)(Bits | (1 << lockClass.Id)));

    /// <summary>Whether the class is in the set.</summary>
    /// <param name="lockClass">The class.</param>
    /// <returns>True when it is.</returns>
    public bool Has(LockClass lockClass) => (Bits >> lockClass.Id & 1) != 0;

    /// <summary>The class in the set that may not be held while another is taken, if there is one.</summary>
    /// <param name="taken">The class that is about to be taken.</param>
    /// <returns>A held class of the same or a higher rank, else null.</returns>
    public LockClass? Forbidding(LockClass taken)
    {
        for (var bits = (uint)Bits; bits != 0; bits &= bits - 1)
        {
            var held = LockClasses.All[System.Numerics.BitOperations.TrailingZeroCount(bits)];
            if (held.Rank >= taken.Rank)
            {
                return held;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => Bits == 0 ? "none" : string.Join(", ", Classes);
}
