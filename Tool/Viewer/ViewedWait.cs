using System.Collections.Immutable;

namespace Hmm.Tool.Viewer;

/// <summary>What an actor waits for where nobody can go on.</summary>
/// <param name="Actor">Who waits.</param>
/// <param name="For">What has to happen first.</param>
/// <param name="Holders">Who would have to do it; none where that is not known.</param>
/// <param name="IsInCycle">Whether the wait is one of those that close the cycle.</param>
internal sealed record ViewedWait(int Actor, string For, ImmutableArray<int> Holders, bool IsInCycle);
