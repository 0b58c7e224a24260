namespace Hmm.Model.Exploring.Graphs;

/// <summary>The edges that leave some consecutive states, in the order in which the system names them.</summary>
/// <param name="Starts">Where the edges of each state begin, and the end of the last.</param>
/// <param name="Targets">The state that each edge leads to.</param>
/// <param name="Actors">Who fires it.</param>
internal sealed record EdgeBlock(int[] Starts, int[] Targets, byte[] Actors)
{
    public const int States = 1024;
}
