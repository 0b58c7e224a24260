namespace Hmm.Model.Memory;

/// <summary>Rights to a page, each including the one before it: HMM knows no write without read.</summary>
public enum Access : byte
{
    /// <summary>No access.</summary>
    None,

    /// <summary>May be read.</summary>
    Read,

    /// <summary>May be read and written.</summary>
    Write,
}
