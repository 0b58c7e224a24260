namespace Hmm.Benchmarks.MirrorCore;

/// <summary>Where a device's fault engine is; it holds the driver lock from <see cref="Check"/> on.</summary>
internal static class EngineState
{
    public const int Idle = 0;
    public const int Walk = 1;
    public const int Lock = 2;
    public const int Check = 3;
    public const int Install = 4;
    public const int Release = 5;
}
