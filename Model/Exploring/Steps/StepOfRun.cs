using System.Collections.Immutable;

namespace Hmm.Model.Exploring.Steps;

/// <summary>One step of a run, as a person reads it.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Actor">Who takes it.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Words">The operation's argument in words; empty when it goes on.</param>
/// <param name="Labels">The step, and the local steps that run with it.</param>
/// <param name="Arm">Which way it went, where there are several; else empty.</param>
public sealed record StepOfRun(
    int Number, string Actor, string Operation, string Words, ImmutableArray<string> Labels, string Arm)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Actor}: {Operation}{(Words.Length == 0 ? string.Empty : $" {Words}")}: {Labels[0]}"
        + (Arm.Length == 0 ? string.Empty : $" ({Arm})")
        + string.Concat(Labels.Skip(1).Select(static label => $" > {label}"));
}
