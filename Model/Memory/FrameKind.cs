namespace Hmm.Model.Memory;

/// <summary>What memory a frame is.</summary>
public enum FrameKind : byte
{
    /// <summary>Not allocated.</summary>
    Free,

    /// <summary>Ordinary memory.</summary>
    System,

    /// <summary>Device memory that the CPU cannot address (MEMORY_DEVICE_PRIVATE).</summary>
    Private,

    /// <summary>Device memory that the CPU addresses like its own (MEMORY_DEVICE_COHERENT).</summary>
    Coherent,

    /// <summary>A slot of swap space: no memory, but kept by the same record, which counts the entries that name it.</summary>
    Swap,
}
