namespace Hmm.Benchmarks.MirrorCore;

/// <summary>One run that is asked for.</summary>
/// <param name="Pages">Pages of the protocol.</param>
/// <param name="Devices">Devices of the protocol.</param>
/// <param name="Threads">CPU threads of the protocol.</param>
/// <param name="Mutant">0 for the protocol as it is, 1 to 3 for its mutants.</param>
/// <param name="Reduction">Which states are stored.</param>
/// <param name="IsSymmetric">Store one state for each orbit.</param>
/// <param name="Workers">Threads that explore.</param>
internal sealed record Request(int Pages, int Devices, int Threads, int Mutant, Reduction Reduction, bool IsSymmetric, int Workers);
