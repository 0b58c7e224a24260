namespace Hmm.Model.Exploring.Reductions;

/// <summary>What an exploration leaves out because it adds nothing.</summary>
/// <remarks>A reduced exploration keeps verdicts, not the lengths of runs: what it finds is unfolded to single steps before it is
/// shown, and may take more of them than the shortest run does. <see cref="ReductionAudit"/> compares it with the full one.</remarks>
[Flags]
public enum Reduction
{
    /// <summary>Nothing: every interleaving of single steps.</summary>
    None = 0,

    /// <summary>Steps that take or release a lock are joined to their neighbours (Lipton, 1975).</summary>
    Join = 1,

    /// <summary>Worlds that differ in nothing but the numbers of frames are one.</summary>
    Frames = 2,

    /// <summary>Both.</summary>
    All = Join | Frames,
}
