using System.Collections.Immutable;

namespace Hmm.Tool.Viewer;

/// <summary>A step of a run.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Actor">Who takes it.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Arguments">What the operation is called with.</param>
/// <param name="Label">The step.</param>
/// <param name="Source">The kernel's file and function; empty where none is named.</param>
/// <param name="Note">Why the step is as it is; empty where that is plain.</param>
/// <param name="Begins">Whether the operation begins here.</param>
/// <param name="Ends">Whether it ends here.</param>
/// <param name="Changes">What the step changes.</param>
/// <param name="Alternatives">What else could have run, or had to wait, as indexes into <see cref="ViewedRun.Alternatives"/>.</param>
internal sealed record ViewedStep(
    int Number,
    int Actor,
    string Operation,
    string Arguments,
    string Label,
    string Source,
    string Note,
    bool Begins,
    bool Ends,
    ImmutableArray<ViewedChange> Changes,
    ImmutableArray<int> Alternatives);
