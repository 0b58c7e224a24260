namespace Hmm.Model.Exploring.Steps;

/// <summary>An operation that an idle actor may call.</summary>
/// <param name="Operation">Its name.</param>
/// <param name="Argument">Its argument, which <see cref="IStepWorld{TSelf}.Begin"/> understands.</param>
/// <param name="Words">The argument in words, for counterexamples.</param>
public sealed record StepCall(string Operation, int Argument, string Words);
