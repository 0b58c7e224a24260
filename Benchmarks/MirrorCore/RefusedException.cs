namespace Hmm.Benchmarks.MirrorCore;

/// <summary>A run that is asked for and cannot be done, or not soundly.</summary>
internal sealed class RefusedException(string message) : Exception(message);
