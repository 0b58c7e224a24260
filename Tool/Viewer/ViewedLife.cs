using System.Collections.Immutable;

namespace Hmm.Tool.Viewer;

/// <summary>Something that lives through a run.</summary>
/// <param name="Lifecycle">Its lifecycle, by name.</param>
/// <param name="Subject">What it is: a page, a frame, a subscription.</param>
/// <param name="Cells">The cells that tell of it.</param>
/// <param name="States">Its state before the first step and after each, as indexes into <see cref="DrawnLifecycle.States"/>.</param>
/// <param name="Illegal">The trigger that the last step gave it although its state does not permit it; else empty.</param>
internal sealed record ViewedLife(
    string Lifecycle, string Subject, ImmutableArray<string> Cells, ImmutableArray<int> States, string Illegal);
