namespace Hmm.StandIns.Tests.Machines;

/// <summary>The states of the machines under test.</summary>
public enum Letter { A, B, C, D }
