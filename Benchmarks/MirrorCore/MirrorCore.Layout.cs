using System.Runtime.CompilerServices;

namespace Hmm.Benchmarks.MirrorCore;

/// <content>
/// Where each variable lies in the word: pages, then mirrors, busy bits, engines, threads. The offsets are static read-only fields, not
/// properties: compiled code takes them for constants once the type is initialised, and nested properties use up the inliner's budget.
/// </content>
internal readonly partial struct MirrorCore<TParameters>
{
    public static readonly int Pages = TParameters.Pages;
    public static readonly int Devices = TParameters.Devices;
    public static readonly int Threads = TParameters.Threads;
    public static readonly int Mutant = TParameters.Mutant;
    public static readonly int PageBits = BitsFor(Pages);
    public static readonly int DeviceBits = BitsFor(Devices);
    public static readonly int PurposeBits = BitsFor(3 + Devices);

    /// <summary>State 3 bits, page, snapshot is writable 1, stale 1.</summary>
    public static readonly int EngineBits = 3 + PageBits + 2;

    /// <summary>State 3 bits, purpose, page, devices to call, device being called.</summary>
    public static readonly int ThreadBits = 3 + PurposeBits + PageBits + Devices + DeviceBits;

    public static readonly int Mirrors = 3 * Pages;
    public static readonly int Busy = Mirrors + (2 * Devices * Pages);
    public static readonly int Engines = Busy + (Devices * Pages);
    public static readonly int CpuThreads = Engines + (Devices * EngineBits);
    public static readonly int Bits = CpuThreads + (Threads * ThreadBits);

    public static readonly ulong AllBusy = ((1UL << (Devices * Pages)) - 1) << Busy;
    public static readonly ulong EngineMask = (1UL << EngineBits) - 1;
    public static readonly ulong ThreadMask = (1UL << ThreadBits) - 1;
    public static readonly int PageMask = (1 << PageBits) - 1;
    public static readonly int DeviceMask = (1 << DeviceBits) - 1;
    public static readonly int PurposeMask = (1 << PurposeBits) - 1;
    public static readonly uint DeviceSet = (1u << Devices) - 1;
    public static readonly uint PageSet = (1u << Pages) - 1;

    /// <summary>Offsets of fields in an engine or thread.</summary>
    public static readonly int EnginePage = 3;
    public static readonly int EngineSnapshot = 3 + PageBits;
    public static readonly int EngineStale = 4 + PageBits;
    public static readonly int ThreadPurpose = 3;
    public static readonly int ThreadPage = 3 + PurposeBits;
    public static readonly int ThreadToCall = 3 + PurposeBits + PageBits;
    public static readonly int ThreadDevice = 3 + PurposeBits + PageBits + Devices;

    /// <summary>Initialises the type before code that uses it is compiled.</summary>
    public static void Prepare() => RuntimeHelpers.RunClassConstructor(typeof(MirrorCore<TParameters>).TypeHandle);

    private static int BitsFor(int values) => values <= 1 ? 0 : values <= 2 ? 1 : values <= 4 ? 2 : 3;
}
