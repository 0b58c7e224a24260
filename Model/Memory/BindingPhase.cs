namespace Hmm.Model.Memory;

/// <summary>How far a range's binding to a device is.</summary>
public enum BindingPhase : byte
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The range's pages are on their way to the device: whoever touches them waits.</summary>
    Binding,

    /// <summary>The device has the range to itself.</summary>
    Bound,

    /// <summary>The device is gone and its memory with it: the contents are declared lost.</summary>
    Lost,
}
