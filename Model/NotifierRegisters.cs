namespace Hmm.Model;

/// <summary>The registers of an invalidation (struct mmu_notifier_range).</summary>
public struct NotifierRegisters
{
    /// <summary>Why; none when no invalidation of this operation is running.</summary>
    public NotifierEvent Event;

    /// <summary>The address space.</summary>
    public byte Space;

    /// <summary>The first page.</summary>
    public byte Start;

    /// <summary>The end, exclusive.</summary>
    public byte End;

    /// <summary>The owner that the event carries: a device counted from 1, 0 for none.</summary>
    public byte Owner;

    /// <summary>The device whose callback is next or running.</summary>
    public byte Device;

    /// <summary>Whether the sequence number was made odd by, or for, this invalidation: it passed the start.</summary>
    public bool Started;

    /// <summary>Whether callbacks are running: the pseudo lock is held.</summary>
    public bool Calling;
}
