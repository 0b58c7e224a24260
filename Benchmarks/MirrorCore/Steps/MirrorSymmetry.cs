using System.Runtime.InteropServices;

namespace Hmm.Benchmarks.MirrorCore.Steps;

/// <summary>The representative of worlds that are equal up to the names of pages, devices and threads.</summary>
/// <remarks>Devices and threads are permuted by trial; pages are then sorted by everything that is said of them, so that no order of
/// theirs need be tried. The least world stands for all.</remarks>
internal sealed class MirrorSymmetry(int pages, int devices, int threads)
{
    private readonly int[][] deviceOrders = Permutations.Of(devices);
    private readonly int[][] threadOrders = Permutations.Of(threads);

    public void Canonicalize(ref MirrorWorld world)
    {
        var least = default(MirrorWorld);
        var isFirst = true;
        foreach (var deviceNames in deviceOrders)
        {
            foreach (var threadNames in threadOrders)
            {
                Rename(ref world, deviceNames, threadNames, out var renamed);
                SortPages(ref renamed, out var sorted);
                if (isFirst || Words(ref sorted).SequenceCompareTo(Words(ref least)) < 0)
                {
                    least = sorted;
                    isFirst = false;
                }
            }
        }

        world = least;
    }

    private static ReadOnlySpan<ulong> Words(ref MirrorWorld world) =>
        MemoryMarshal.Cast<MirrorWorld, ulong>(new ReadOnlySpan<MirrorWorld>(ref world));

    private void Rename(ref MirrorWorld world, int[] deviceNames, int[] threadNames, out MirrorWorld renamed)
    {
        renamed = world;
        for (var page = 0; page < pages; page++)
        {
            var entry = world.Table[page];
            renamed.Table[page] = entry >= Entry.Device ? (byte)(Entry.Device + deviceNames[entry - Entry.Device]) : entry;
        }

        for (var device = 0; device < devices; device++)
        {
            renamed.Devices[deviceNames[device]] = world.Devices[device];
        }

        for (var thread = 0; thread < threads; thread++)
        {
            ref var registers = ref renamed.Threads[threadNames[thread]];
            registers = world.Threads[thread];
            registers.Target = Renamed(registers.Target, deviceNames);
            registers.Device = Renamed(registers.Device, deviceNames);
            registers.ToCall = 0;
            for (var device = 0; device < devices; device++)
            {
                registers.ToCall |= (byte)((world.Threads[thread].ToCall >> device & 1) << deviceNames[device]);
            }
        }
    }

    private static byte Renamed(byte name, int[] names) => name == 0 ? name : (byte)(names[name - 1] + 1);

    private void SortPages(ref MirrorWorld world, out MirrorWorld sorted)
    {
        Span<ulong> records = stackalloc ulong[MirrorWorld.PagesMax];
        for (var page = 0; page < pages; page++)
        {
            records[page] = Record(ref world, page) << 3 | (uint)page;
        }

        records[..pages].Sort();
        Span<int> names = stackalloc int[MirrorWorld.PagesMax];
        for (var i = 0; i < pages; i++)
        {
            names[(int)(records[i] & 7)] = i;
        }

        Rename(ref world, names, out sorted);
    }

    /// <summary>Everything that a world says of a page.</summary>
    private ulong Record(ref MirrorWorld world, int page)
    {
        var record = (ulong)world.Table[page];
        for (var device = 0; device < devices; device++)
        {
            ref var about = ref world.Devices[device];
            record = record << 4 | (uint)about.Mirror[page] << 2 | (uint)(about.Busy >> page & 1) << 1 | (about.Page == page + 1 ? 1u : 0);
        }

        for (var thread = 0; thread < threads; thread++)
        {
            record = record << 1 | (world.Threads[thread].Position != 0 && world.Threads[thread].Page == page ? 1u : 0);
        }

        return record;
    }

    private void Rename(ref MirrorWorld world, Span<int> pageNames, out MirrorWorld renamed)
    {
        renamed = world;
        for (var device = 0; device < devices; device++)
        {
            ref var about = ref renamed.Devices[device];
            about.Page = about.Page == 0 ? about.Page : (byte)(pageNames[about.Page - 1] + 1);
            about.Busy = 0;
            for (var page = 0; page < pages; page++)
            {
                about.Mirror[pageNames[page]] = world.Devices[device].Mirror[page];
                about.Busy |= (byte)((world.Devices[device].Busy >> page & 1) << pageNames[page]);
            }
        }

        for (var page = 0; page < pages; page++)
        {
            renamed.Table[pageNames[page]] = world.Table[page];
        }

        for (var thread = 0; thread < threads; thread++)
        {
            ref var registers = ref renamed.Threads[thread];
            registers.Page = registers.Position == 0 ? registers.Page : (byte)pageNames[registers.Page];
        }
    }
}
