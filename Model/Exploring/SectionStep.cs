namespace Hmm.Model.Exploring;

/// <summary>One step in an explanation of a section.</summary>
/// <param name="Thread">The thread that takes it.</param>
/// <param name="Position">The step, as the plan numbers it.</param>
/// <param name="Arm">Which way it goes where it may go several.</param>
public readonly record struct SectionStep(int Thread, int Position, int Arm);
