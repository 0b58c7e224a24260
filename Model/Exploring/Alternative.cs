namespace Hmm.Model.Exploring;

/// <summary>What an actor could do next in a world, or what it waits for.</summary>
/// <param name="Actor">Who, from 0.</param>
/// <param name="Position">The step, by its position in the plan.</param>
/// <param name="At">The arguments of its operation.</param>
/// <param name="Begins">Whether the operation begins with it.</param>
/// <param name="Arm">The way that the step goes, where it may go several; else empty.</param>
/// <param name="Waits">Why the step cannot run yet; empty where it can.</param>
public sealed record Alternative(int Actor, int Position, Binding At, bool Begins, string Arm, string Waits);
