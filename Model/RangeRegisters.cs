namespace Hmm.Model;

/// <summary>The registers of a range fault (struct hmm_range).</summary>
public struct RangeRegisters
{
    /// <summary>The first page.</summary>
    public byte Start;

    /// <summary>The end, exclusive.</summary>
    public byte End;

    /// <summary>The page that the walk has reached.</summary>
    public byte Cursor;

    /// <summary>The page up to which the current fault loop goes, exclusive.</summary>
    public byte FaultEnd;

    internal NumberRow Results;

    /// <summary>Forgets what was read, before it is read again: what nobody looks at any more must not tell worlds apart.</summary>
    internal void Restart()
    {
        Cursor = 0;
        FaultEnd = 0;
        Results = default;
    }
}
