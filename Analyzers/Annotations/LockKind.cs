namespace Hmm.Annotations;

/// <summary>What kind of lock a member or type is.</summary>
public enum LockKind
{
    /// <summary>Decided by the type.</summary>
    Inferred,

    /// <summary>One holder, who is a thread.</summary>
    Monitor,

    /// <summary>Several readers or one writer, who are threads.</summary>
    ReaderWriter,

    /// <summary>One holder, who may hand over to another thread.</summary>
    Semaphore,

    /// <summary>One holder, whose waiters spin.</summary>
    Spin,

    /// <summary>No lock at all: a name for a place in the order.</summary>
    Pseudo,
}
