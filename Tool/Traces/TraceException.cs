namespace Hmm.Tool.Traces;

/// <summary>A trace that cannot be read to its end.</summary>
/// <param name="place">Where reading stopped.</param>
/// <param name="what">What is wrong there.</param>
/// <param name="why">What was expected.</param>
/// <param name="next">What to do about it.</param>
/// <param name="cause">The exception that showed it, if one did.</param>
internal sealed class TraceException(TracePlace place, string what, string why, string next, Exception? cause = null)
    : ProblemException(new(what, place.ToString(), why, next), cause)
{
    /// <summary>Where reading stopped.</summary>
    public TracePlace Place { get; } = place;
}
