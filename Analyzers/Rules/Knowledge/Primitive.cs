namespace Hmm.Analyzers.Knowledge;

/// <summary>The families of locks, as far as their rules differ.</summary>
internal enum Primitive
{
    /// <summary>Nothing is known but the annotations.</summary>
    Custom,
    Monitor,
    Lock,
    ReaderWriterSlim,
    ReaderWriter,
    Semaphore,
    Mutex,
    Spin,

    /// <summary>Not a lock: a place in the order, or a class of code such as a type's initializer.</summary>
    Pseudo,
}
