namespace Hmm.Model;

/// <summary>The rules that a step itself checks.</summary>
public enum ViolationKind : byte
{
    /// <summary>None broken.</summary>
    None,

    /// <summary>A page's lifecycle does not permit the trigger in its state.</summary>
    Page,

    /// <summary>A device frame's lifecycle does not permit the trigger.</summary>
    DeviceFrame,

    /// <summary>A migration entry's lifecycle does not permit the trigger.</summary>
    MigrationEntry,

    /// <summary>A subscription's lifecycle does not permit the trigger.</summary>
    Subscription,

    /// <summary>A lock was taken against the declared order.</summary>
    LockOrder,

    /// <summary>A device used a frame that had been freed.</summary>
    UseAfterFree,

    /// <summary>A reference or mapping was dropped that nobody held.</summary>
    Count,

    /// <summary>An access returned another value than the last one written.</summary>
    Data,

    /// <summary>A page of device memory was taken that its driver had not on its list, or while the memory comes or goes.</summary>
    Registration,

    /// <summary>Somebody wrote a page between the load and the store of a device's atomic operation.</summary>
    Atomicity,

    /// <summary>A device used a bus address that nothing backs, or not with the right to.</summary>
    Bus,

    /// <summary>The model ran out of frames, objects or numbers: the scope is too large for it.</summary>
    Capacity,
}
