using System.Runtime.InteropServices;

namespace Hmm.Benchmarks.MirrorCore.Steps;

/// <summary>A device: its mirror, its driver's lock and its fault engine.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MirrorDevice
{
    /// <summary>What each page may be used for: 0 nothing, 1 reading, 2 writing.</summary>
    public MirrorWorld.PageRow Mirror;

    /// <summary>Where the fault engine is.</summary>
    public ushort Position;

    /// <summary>The name of the page that is being faulted.</summary>
    public byte Page;

    /// <summary>The rights that the walk saw.</summary>
    public byte Snapshot;

    /// <summary>The sequence number has changed since the fault began to read.</summary>
    public bool IsStale;

    /// <summary>The pages whose notifiers a running invalidation has stamped: who begins to read has to wait.</summary>
    public byte Busy;

    public bool IsLocked;
    private readonly byte spare;

    /// <summary>Clears what the fault engine remembers.</summary>
    public void Forget() => (Page, Snapshot, IsStale) = (0, 0, false);
}
