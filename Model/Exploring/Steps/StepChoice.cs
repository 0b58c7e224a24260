namespace Hmm.Model.Exploring.Steps;

/// <summary>One of the steps that are possible in a world.</summary>
/// <param name="Actor">Who takes it.</param>
/// <param name="Position">The step's position in the plan.</param>
/// <param name="Call">Which of the actor's calls begins with it; -1 when an operation goes on.</param>
/// <param name="Arm">Which way it goes.</param>
internal readonly record struct StepChoice(int Actor, int Position, int Call, int Arm);
