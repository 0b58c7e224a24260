namespace Hmm.Analyzers.Knowledge;

/// <summary>What a primitive does.</summary>
internal enum LockAction { Acquire, Release, Wait, Pulse, IsHeld, UpgradeToWriter, Downgrade }
