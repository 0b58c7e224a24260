using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Hmm.Model.Exploring.Steps;
using Hmm.Model.Operations;

namespace Hmm.Benchmarks.MirrorCore.Steps;

/// <summary>mirror-core within a scope: its actors, its claims, and the bits that its worlds use.</summary>
internal static class MirrorProtocol
{
    public static StepProtocol<MirrorWorld> Of(int pages, int devices, int threads, int mutant)
    {
        var plan = new Plan<MirrorWorld>(new MirrorOperations(devices, mutant).All());
        return new StepProtocol<MirrorWorld>
        {
            Plan = plan,
            Start = new MirrorWorld { DeviceCount = (byte)devices },
            Bits = Bits(plan, pages, devices, threads),
            Actors = [Outside(pages), .. Engines(pages, devices), .. Threads(pages, devices, threads)],
            Claims = Claims(plan, pages),
            Guards = [.. Enumerable.Range(0, devices).Select(device => Guard(pages, device))],
        };
    }

    private static StepActor Outside(int pages) => new("outside",
    [
        .. Enumerable.Range(0, pages).Select(static page => new StepCall("populate", page, Text($"p{page}"))),
        .. Enumerable.Range(0, pages).Select(static page => new StepCall("upgrade", page, Text($"p{page}"))),
    ]);

    private static IEnumerable<StepActor> Engines(int pages, int devices) =>
        from device in Enumerable.Range(0, devices)
        select new StepActor(Text($"d{device}"),
            [.. Enumerable.Range(0, pages).Select(page => new StepCall("fault", page, Text($"p{page}")))]);

    private static IEnumerable<StepActor> Threads(int pages, int devices, int threads) =>
        from thread in Enumerable.Range(0, threads)
        select new StepActor(Text($"t{thread}"), [.. Enumerable.Range(0, pages).SelectMany(page => Calls(page, devices))]);

    private static ImmutableArray<StepCall> Calls(int page, int devices) =>
    [
        new("unmap", page, Text($"p{page}")),
        new("protect", page, Text($"p{page}")),
        new("migrate", page, Text($"p{page} to memory")),
        .. Enumerable.Range(1, devices).Select(target => new StepCall("migrate", page | target << 3, Text($"p{page} to d{target - 1}"))),
    ];

    private static MirrorWorld Bits(Plan<MirrorWorld> plan, int pages, int devices, int threads)
    {
        var bits = new MirrorWorld { Active = Mask(threads) };
        for (var page = 0; page < pages; page++)
        {
            bits.Table[page] = Mask(Entry.Device + devices - 1);
        }

        for (var device = 0; device < devices; device++)
        {
            bits.Devices[device] = new MirrorDevice
            {
                Mirror = Row(pages, 3),
                Position = Mask(plan.Entry("unmap") - 1),
                Page = Mask(pages),
                Snapshot = 3,
                IsStale = true,
                Busy = (byte)((1 << pages) - 1),
                IsLocked = true,
            };
        }

        for (var thread = 0; thread < threads; thread++)
        {
            bits.Threads[thread] = new MirrorThread
            {
                Position = Mask(plan.Entry("populate") - 1),
                Page = Mask(pages - 1),
                Target = Mask(devices),
                ToCall = (byte)((1 << devices) - 1),
                Device = Mask(devices),
            };
        }

        return bits;
    }

    private static ImmutableArray<StepClaim<MirrorWorld>> Claims(Plan<MirrorWorld> plan, int pages)
    {
        bool[] isClearing = [false, .. Enumerable.Range(1, plan.Length).Select(at => plan.Step(at).Label == MirrorOperations.Clearing)];
        return
        [
            new("a mirror never allows more than the page table", (ref world) => IsCoherent(ref world, pages)),
            new("a mirrored entry does not outlive its invalidation", (ref world) => NoneOutlives(ref world, pages, isClearing)),
        ];
    }

    private static bool IsCoherent(ref MirrorWorld world, int pages)
    {
        for (var device = 0; device < world.DeviceCount; device++)
        {
            for (var page = 0; page < pages; page++)
            {
                if (world.Devices[device].Mirror[page] is var right and not 0 && right > world.Rights(page, device))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Only the callback that is about to clear an entry may see one whose notifier is stamped.</summary>
    private static bool NoneOutlives(ref MirrorWorld world, int pages, bool[] isClearing)
    {
        for (var device = 0; device < world.DeviceCount; device++)
        {
            for (int page = 0, busy = world.Devices[device].Busy; busy != 0; page++, busy >>= 1)
            {
                if ((busy & 1) != 0 && world.Devices[device].Mirror[page] != 0 && !IsBeingCleared(ref world, device, page, isClearing))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsBeingCleared(ref MirrorWorld world, int device, int page, bool[] isClearing)
    {
        for (var thread = 0; thread < MirrorWorld.ThreadsMax; thread++)
        {
            ref var registers = ref world.Threads[thread];
            if (isClearing[registers.Position] && registers.Device == device + 1 && registers.Page == page)
            {
                return true;
            }
        }

        return false;
    }

    private static StepGuard<MirrorWorld> Guard(int pages, int device)
    {
        var (changed, raised) = (default(MirrorWorld), default(MirrorWorld));
        changed.Devices[device].Mirror = Row(pages, 3);
        raised.Devices[device].IsStale = true;
        return new StepGuard<MirrorWorld>(MirrorOperations.DriverLock, device, changed, raised);
    }

    private static MirrorWorld.PageRow Row(int pages, byte value)
    {
        var row = default(MirrorWorld.PageRow);
        for (var page = 0; page < pages; page++)
        {
            row[page] = value;
        }

        return row;
    }

    /// <summary>As many ones as the largest value needs.</summary>
    private static byte Mask(int most) => (byte)((1 << (32 - BitOperations.LeadingZeroCount((uint)most))) - 1);

    private static string Text(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
