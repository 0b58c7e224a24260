namespace Hmm.Model.Exploring.Recording;

/// <summary>What a page-table entry was seen to hold, through <c>/proc/PID/pagemap</c>, <c>kpagecount</c> and <c>kpageflags</c>.</summary>
public enum ObservedKind : byte
{
    /// <summary><c>-</c>: nothing.</summary>
    None,

    /// <summary><c>zero</c>: the shared zero page.</summary>
    Zero,

    /// <summary><c>ram</c>: a page of system memory.</summary>
    Ram,

    /// <summary><c>coherent2</c>, <c>coherent3</c>: a page of device-coherent memory, mapped.</summary>
    Coherent,

    /// <summary><c>private0</c>, <c>private1</c>: a device-private entry.</summary>
    Private,

    /// <summary><c>exclusive</c>: a device-exclusive entry; the page is in system memory.</summary>
    Exclusive,
}
