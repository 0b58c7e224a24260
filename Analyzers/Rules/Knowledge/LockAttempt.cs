namespace Hmm.Analyzers.Knowledge;

/// <summary>How an acquisition may fail.</summary>
internal enum LockAttempt { Blocks, Tries, Timed }
