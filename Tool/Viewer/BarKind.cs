namespace Hmm.Tool.Viewer;

/// <summary>What a stretch of a lane stands for.</summary>
internal enum BarKind
{
    /// <summary>An operation in flight, from its first step in the run to its last.</summary>
    Flight,

    /// <summary>A step that the actor takes.</summary>
    Step,

    /// <summary>A time in which the actor could not have gone on.</summary>
    Wait,

    /// <summary>A time in which a lock is held, or invalidations run.</summary>
    Hold,
}
