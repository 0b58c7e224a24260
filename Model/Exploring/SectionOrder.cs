using Hmm.Model.Exploring.Recording;

namespace Hmm.Model.Exploring;

/// <summary>What the recorded begins and ends of a section's calls allow.</summary>
internal static class SectionOrder
{
    /// <summary>Whether a call may begin: every call that had ended by then is done.</summary>
    /// <param name="section">The section.</param>
    /// <param name="call">The call.</param>
    /// <param name="done">How many calls each thread has completed.</param>
    public static bool MayBegin(this RecordedCall section, ThreadCall call, int[] done)
    {
        for (var thread = 0; thread < done.Length; thread++)
        {
            var calls = section.Threads[thread];
            if (done[thread] < calls.Length && calls[done[thread]].End < call.Begin)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether all calls are done.</summary>
    /// <param name="section">The section.</param>
    /// <param name="world">The world that has been reached.</param>
    /// <param name="done">How many calls each thread has completed.</param>
    public static bool IsOver(this RecordedCall section, in World world, int[] done)
    {
        for (var thread = 0; thread < done.Length; thread++)
        {
            if (done[thread] < section.Threads[thread].Length || world.Flights[thread].Position != 0)
            {
                return false;
            }
        }

        return true;
    }
}
