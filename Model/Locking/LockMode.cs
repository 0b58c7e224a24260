namespace Hmm.Model.Locking;

/// <summary>How a lock is taken.</summary>
public enum LockMode
{
    /// <summary>Shared with other readers.</summary>
    Read,

    /// <summary>Alone.</summary>
    Write,
}
