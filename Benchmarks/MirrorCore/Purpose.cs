namespace Hmm.Benchmarks.MirrorCore;

/// <summary>Why a CPU thread invalidates a page.</summary>
internal static class Purpose
{
    public const int Unmap = 0;
    public const int Protect = 1;

    /// <summary>Migrate the page back from device memory.</summary>
    public const int Back = 2;

    /// <summary>Migrate the page to device 0; to the others follow.</summary>
    public const int ToDevice = 3;
}
