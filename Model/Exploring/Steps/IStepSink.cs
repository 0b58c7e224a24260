namespace Hmm.Model.Exploring.Steps;

/// <summary>Takes the steps that are possible in a world.</summary>
/// <typeparam name="TWorld">The world.</typeparam>
internal interface IStepSink<TWorld>
    where TWorld : unmanaged
{
    /// <summary>Takes one.</summary>
    /// <param name="after">The world after the step, and after the local steps that follow it.</param>
    /// <param name="step">The step.</param>
    void Add(ref TWorld after, StepChoice step);
}
