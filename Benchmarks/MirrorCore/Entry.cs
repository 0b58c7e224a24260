namespace Hmm.Benchmarks.MirrorCore;

/// <summary>A CPU page-table entry.</summary>
internal static class Entry
{
    public const int None = 0;
    public const int Read = 1;
    public const int Write = 2;
    public const int Migrating = 3;

    /// <summary>A device-private entry of device 0; those of the others follow.</summary>
    public const int Device = 4;
}
