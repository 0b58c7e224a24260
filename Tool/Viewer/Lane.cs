using System.Collections.Immutable;

namespace Hmm.Tool.Viewer;

/// <summary>What one actor does, or who holds one lock, from the first step to the last.</summary>
/// <param name="Name">The actor, the lock, the notifier.</param>
/// <param name="Actor">The actor's number; -1 for a lock.</param>
/// <param name="Bars">What happens, in order.</param>
internal sealed record Lane(string Name, int Actor, ImmutableArray<LaneBar> Bars)
{
    /// <summary>Whether this is an actor's lane.</summary>
    public bool IsActor => Actor >= 0;
}
