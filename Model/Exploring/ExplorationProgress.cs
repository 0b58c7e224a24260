namespace Hmm.Model.Exploring;

/// <summary>Where an exploration is; the counts are a moment's reading of what other threads are still changing.</summary>
/// <param name="States">States stored so far.</param>
/// <param name="Transitions">Rule instances fired so far.</param>
/// <param name="Depth">The level that is being left: its states are this many steps away from an initial one.</param>
/// <param name="Frontier">How many states that level has.</param>
/// <param name="Bytes">Memory held for states and table.</param>
/// <param name="Elapsed">Time since the start.</param>
/// <param name="StatesPerSecond">States stored per second since the last report.</param>
public sealed record ExplorationProgress(
    long States, long Transitions, int Depth, long Frontier, long Bytes, TimeSpan Elapsed, double StatesPerSecond);
