using Hmm.Model;
using Hmm.Model.Exploring;
using Hmm.Model.Protocols;
using Hmm.Tool.Viewer;

namespace Hmm.Properties.Viewer;

/// <summary>A counterexample, and what the viewer makes of it.</summary>
internal sealed record Counterexample(
    Protocol Protocol, NamedScope Scope, WorldSystem System, Run Run, ReplayToken Token, ViewedRun Viewed)
{
    public IReadOnlyList<World> Worlds { get; } = [.. Run.Firings.Select(firing => System.Decode(firing.State.AsSpan()))];
}
