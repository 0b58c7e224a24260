using System.Runtime.InteropServices;

namespace Hmm.Benchmarks.MirrorCore.Steps;

/// <summary>A CPU thread's registers; all 0 while it is idle.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MirrorThread
{
    /// <summary>Where the thread is.</summary>
    public ushort Position;

    /// <summary>The page that it works on, by number.</summary>
    public byte Page;

    /// <summary>The name of the device to migrate to; 0 for memory.</summary>
    public byte Target;

    /// <summary>The devices whose callbacks have not run.</summary>
    public byte ToCall;

    /// <summary>The name of the device whose callback runs.</summary>
    public byte Device;
    private readonly ushort spare;
}
