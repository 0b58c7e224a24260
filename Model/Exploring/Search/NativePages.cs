using System.Runtime.InteropServices;

namespace Hmm.Model.Exploring.Search;

/// <summary>Zeroed memory outside the managed heap, on huge pages where the system has them.</summary>
internal static unsafe class NativePages
{
    private const int HugePage = 1 << 21;
    private const int ReadWrite = 3;
    private const int PrivateAnonymousUnreserved = 0x4022;
    private const int AdviseHugePages = 14;

    /// <summary>A mapping is zero without being written, and costs memory only where it is touched.</summary>
    private static bool Maps { get; } = OperatingSystem.IsLinux();

    /// <summary>Gives zeroed memory, or throws where there is none.</summary>
    public static byte* Allocate(long size)
    {
        if (Maps)
        {
            return TryMap(size, out var pages) ? pages : throw Refused(size);
        }

        var memory = (byte*)NativeMemory.AlignedAlloc((nuint)size, 64);
        NativeMemory.Clear(memory, (nuint)size);
        return memory;
    }

    /// <summary>Gives memory that can grow in place to all that the machine has, where the system knows such.</summary>
    /// <param name="size">How much is needed at once.</param>
    /// <returns>The memory and how far it can grow.</returns>
    public static (nint Pages, long Size) AllocateGrowing(long size)
    {
        for (var most = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes; Maps && most > size; most /= 2)
        {
            if (TryMap(most, out var pages))
            {
                return ((nint)pages, most);
            }
        }

        return ((nint)Allocate(size), size);
    }

    public static void Free(void* pages, long size)
    {
        if (pages is null)
        {
            return;
        }

        if (Maps)
        {
            _ = Unmap(pages, (nuint)Rounded(size));
        }
        else
        {
            NativeMemory.AlignedFree(pages);
        }
    }

    private static bool TryMap(long size, out byte* pages)
    {
        pages = (byte*)Map(null, (nuint)Rounded(size), ReadWrite, PrivateAnonymousUnreserved, -1, 0);
        if ((nint)pages == -1)
        {
            return false;
        }

        // A refusal costs speed and nothing else, so the answer is not looked at.
        _ = Advise(pages, (nuint)Rounded(size), AdviseHugePages);
        return true;
    }

    private static InsufficientMemoryException Refused(long size) => new($"The system refuses {size} more bytes for states.");

    private static long Rounded(long size) => size < HugePage ? (size + 4095) & -4096 : (size + HugePage - 1) & -HugePage;

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern void* Map(void* address, nuint size, int protection, int flags, int file, long offset);

    [DllImport("libc", EntryPoint = "munmap")]
    private static extern int Unmap(void* address, nuint size);

    [DllImport("libc", EntryPoint = "madvise")]
    private static extern int Advise(void* address, nuint size, int advice);
}
