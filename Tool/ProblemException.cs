namespace Hmm.Tool;

/// <summary>Stops a command because of something that the user can mend.</summary>
/// <param name="problem">What that is.</param>
/// <param name="cause">The exception that showed it, if one did.</param>
internal class ProblemException(Problem problem, Exception? cause = null) : Exception(problem.ToString(), cause)
{
    /// <summary>What the user can mend.</summary>
    public Problem Problem { get; } = problem;
}
