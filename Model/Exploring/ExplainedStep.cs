using System.Collections.Immutable;
using Hmm.Model.Operations;

namespace Hmm.Model.Exploring;

/// <summary>One step of a run, as a person reads it.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Actor">Who takes it, from 0.</param>
/// <param name="Role">What the actor is at that moment.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Label">The step.</param>
/// <param name="Source">The kernel's file and function, where one is named.</param>
/// <param name="Changes">What changed.</param>
public sealed record ExplainedStep(
    int Number, int Actor, Role Role, string Operation, string Label, string Source, ImmutableArray<Change> Changes);
