namespace Hmm.Tool.Viewer;

/// <summary>A step that was possible and not taken, or that had to wait.</summary>
/// <param name="Actor">Whose.</param>
/// <param name="Operation">Of which operation.</param>
/// <param name="Arguments">What the operation is called with.</param>
/// <param name="Label">The step.</param>
/// <param name="Arm">The way that it goes, where it may go several; else empty.</param>
/// <param name="Begins">Whether the operation begins with it.</param>
/// <param name="Waits">Why it had to wait; empty where it could run.</param>
internal sealed record ViewedAlternative(
    int Actor, string Operation, string Arguments, string Label, string Arm, bool Begins, string Waits);
