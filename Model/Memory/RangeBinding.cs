namespace Hmm.Model.Memory;

/// <summary>That a page belongs to a range which a device has to itself for as long as the binding lasts.</summary>
/// <remarks>No kernel has it: the first proposals of heterogeneous memory management asked for it as a system call of its own. Eight bits:
/// device 4, phase 2. The default value is no binding.</remarks>
public readonly record struct RangeBinding
{
    private readonly byte bits;

    /// <summary>Binds to a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="phase">How far the binding is.</param>
    public RangeBinding(int device, BindingPhase phase) => bits = (byte)(device | ((byte)phase << 4));

    /// <summary>No binding.</summary>
    public static RangeBinding None => default;

    /// <summary>The device.</summary>
    public int Device => bits & 0xF;

    /// <summary>How far the binding is.</summary>
    public BindingPhase Phase => (BindingPhase)(bits >> 4);

    /// <summary>Whether there is a binding.</summary>
    public bool IsBound => Phase != BindingPhase.None;

    /// <inheritdoc/>
    public override string ToString() => IsBound ? $"{Phase.ToString().ToLowerInvariant()} d{Device}" : "none";
}
