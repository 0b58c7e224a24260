namespace Hmm.Analyzers.Flow;

/// <summary>How a lock is held, strongest last.</summary>
internal enum LockMode { Shared, Upgradeable, Exclusive }
