namespace Hmm.Model.Memory;

/// <summary>One page of one address space: what a virtual address names.</summary>
/// <param name="Space">The address space (the kernel's mm), counted from 0.</param>
/// <param name="Page">The page's index in the arena that every space has at the same addresses.</param>
public readonly record struct Place(byte Space, byte Page)
{
    /// <summary>The place in the space and at the page given as integers.</summary>
    /// <param name="space">The address space.</param>
    /// <param name="page">The page index.</param>
    /// <returns>The place.</returns>
    public static Place At(int space, int page) => new((byte)space, (byte)page);

    /// <inheritdoc/>
    public override string ToString() => $"m{Space}.p{Page}";
}
