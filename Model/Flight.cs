namespace Hmm.Model;

/// <summary>An operation in flight: where it stands, its arguments, and the registers that it needs from one step to the next.</summary>
/// <remarks>An idle flight is all zeros but for its outcome, so that equal situations are equal bytes.</remarks>
public struct Flight
{
    /// <summary>The next step, counted from 1 in the protocol's plan; 0 when idle.</summary>
    public ushort Position;

    /// <summary>The arguments.</summary>
    public Binding At;

    /// <summary>The page that the operation's own loop has reached.</summary>
    public byte Cursor;

    /// <summary>The end of the part that is being worked on, exclusive.</summary>
    public byte Limit;

    /// <summary>What became of the current part: an errno of a fragment, or which way a fragment ended.</summary>
    public short Status;

    /// <summary>Loop over processes or devices.</summary>
    public byte Index;

    /// <summary>Marks of the sequence-number protocol and of the access wanted.</summary>
    public FlightMarks Marks;

    /// <summary>A page fault in progress.</summary>
    public FaultRegisters Fault;

    /// <summary>An invalidation in progress.</summary>
    public NotifierRegisters Notice;

    /// <summary>A migration in progress.</summary>
    public MigrationRegisters Migration;

    /// <summary>A range fault's cursor and limit.</summary>
    public RangeRegisters Range;

    /// <summary>A page on its way to swap space.</summary>
    public ReclaimRegisters Reclaim;

    /// <summary>Device pages whose last reference went under the page-table lock and which the driver has not got back yet: four bits a
    /// device.</summary>
    public ushort Freed;

    /// <summary>What the caller gets to see.</summary>
    public Outcome Outcome;

    /// <summary>Whether no operation is in flight.</summary>
    public readonly bool IsIdle => Position == 0;
}
