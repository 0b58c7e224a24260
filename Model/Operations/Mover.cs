namespace Hmm.Model.Operations;

/// <summary>Whether a step could as well run at another time, which lets an exploration join it to its neighbour (Lipton, 1975).</summary>
/// <remarks>What is claimed here is audited: an exploration of all interleavings looks at every pair of neighbouring steps.</remarks>
public enum Mover
{
    /// <summary>It stays where it is.</summary>
    None,

    /// <summary>It could run earlier, right after the actor's previous step, whatever the others do between: it releases a lock.</summary>
    Left,

    /// <summary>It could run later, right before the actor's next step, whatever the others do between: it takes a lock.</summary>
    Right,
}
