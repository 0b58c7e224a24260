namespace Hmm.StandIns.Tests.Machines;

/// <summary>The triggers of the machines under test.</summary>
public enum Key { X, Y, Z }
