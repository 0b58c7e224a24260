namespace Hmm.Model.Lifecycles;

/// <summary>Where one virtual page of one address space stands.</summary>
public enum PageState : byte
{
    /// <summary>No entry.</summary>
    Absent,

    /// <summary>The shared page of zeros.</summary>
    Zero,

    /// <summary>A frame of system memory, readable.</summary>
    ReadOnly,

    /// <summary>A frame of system memory, writable.</summary>
    Writable,

    /// <summary>On its way, behind a migration entry.</summary>
    Migrating,

    /// <summary>In unaddressable device memory, to return readable.</summary>
    PrivateReadOnly,

    /// <summary>In unaddressable device memory, to return writable.</summary>
    PrivateWritable,

    /// <summary>In coherent device memory, readable.</summary>
    CoherentReadOnly,

    /// <summary>In coherent device memory, writable.</summary>
    CoherentWritable,

    /// <summary>A device's alone, to return readable.</summary>
    ExclusiveReadOnly,

    /// <summary>A device's alone, to return writable.</summary>
    ExclusiveWritable,

    /// <summary>Bound to a device: the CPU gets SIGBUS.</summary>
    Locked,

    /// <summary>In swap space.</summary>
    Swapped,
}
