namespace Hmm.Model.Memory;

/// <summary>The name of a page frame, of system or device memory; the default value names none.</summary>
/// <param name="Index">The slot in the world's frame table, 0 for none.</param>
public readonly record struct Frame(byte Index)
{
    /// <summary>No frame.</summary>
    public static Frame None => default;

    /// <summary>Whether this names no frame.</summary>
    public bool IsNone => Index == 0;

    /// <inheritdoc/>
    public override string ToString() => IsNone ? "none" : $"f{Index}";
}
