namespace Hmm.Analyzers.Flow;

/// <summary>Why a lock is held.</summary>
internal enum HeldOrigin
{
    /// <summary>The body acquired it.</summary>
    Acquired,

    /// <summary>The contract of the body says so.</summary>
    Contract,

    /// <summary>A test or an assertion said so.</summary>
    Assumed,

    /// <summary>An iterator that is being enumerated holds it.</summary>
    Iterator,

    /// <summary>The body is run inside a pseudo-class.</summary>
    Inside,
}
