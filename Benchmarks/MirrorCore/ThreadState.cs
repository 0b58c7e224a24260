namespace Hmm.Benchmarks.MirrorCore;

/// <summary>Where a CPU thread is; it holds the driver lock from <see cref="Sequence"/> to <see cref="Unlock"/>.</summary>
internal static class ThreadState
{
    public const int Idle = 0;

    /// <summary>Between the callbacks of the devices, and after the last of them.</summary>
    public const int Invalidate = 1;
    public const int Sequence = 2;
    public const int Clear = 3;
    public const int Unlock = 4;
    public const int End = 5;
    public const int Finish = 6;
}
