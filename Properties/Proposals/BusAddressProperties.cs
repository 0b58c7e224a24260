using FsCheck.Fluent;
using FsCheck.Xunit;
using Hmm.Model;
using Hmm.Model.Drivers;
using Hmm.Model.Memory;
using Hmm.Model.Protocols;
using Xunit.Sdk;

namespace Hmm.Properties.Proposals;

/// <summary>Bus addresses in more pages than can be explored: three pages, two devices, hardware that goes to the bus by itself.</summary>
public sealed class BusAddressProperties
{
    private static readonly Protocol Bus = Linux612.With(new Reference(), Dma.Extension);
    private static readonly Scope Large = new()
    {
        Pages = 3,
        PrivateDevices = 2,
        Keeps = Kept.Dma | Kept.Statuses,
        Prelude = [new("reserve-range", new() { Device = 1, Page = 1, Count = 2 }), new("device-write", new() { Count = 3, Value = 1 })],
        Actors =
        [
            [new("cpu-write", new() { Count = 1, Value = 10 }), new("discard", new() { Page = 1, Count = 2 }),
                new("protect", new() { Count = 2, Protection = Access.Read }),
                new("protect", new() { Count = 2, Protection = Access.Write })],
            [new("device-write", new() { Count = 3, Value = 20 }), new("migrate-to-device", new() { Count = 2 }),
                new("exclusive", new() { Page = 2, Count = 1 })],
            [new("device-write", new() { Device = 1, Page = 1, Count = 2, Value = 30 }),
                new("device-read", new() { Device = 1, Count = 3 }),
                new("release-range", new() { Device = 1, Page = 1, Count = 2 }),
                new("reserve-range", new() { Device = 1, Page = 1, Count = 2 })],
            [new("dma-write", new() { Page = 1, Count = 1, Value = 40 }), new("dma-read", new() { Count = 1 })],
            [new("dma-write", new() { Device = 1, Page = 1, Count = 1, Value = 50 }),
                new("dma-read", new() { Device = 1, Page = 2, Count = 1 })],
        ],
    };

    [Property(MaxTest = 300)]
    public void No_bus_address_outlives_the_mirror(Schedule schedule) => ScheduledRun.Of(Bus, Large, schedule);

    [Property(MaxTest = 200)]
    public void At_rest_mirror_and_bus_addresses_are_the_same(Schedule schedule)
    {
        var world = ScheduledRun.Of(Bus, Large, schedule);
        for (byte device = 0; device < Large.Devices; device++)
        {
            for (byte page = 0; page < Large.Pages; page++)
            {
                var (mirror, address) = (world.Mirror(device, new(0, page)), world.Dma(device, new(0, page)));
                Assert.Equal(mirror.Access != MirrorAccess.None, address.IsLive);
                Assert.Equal(mirror.Frame, address.Frame);
            }
        }
    }

    /// <summary>That the schedules would notice a mistake.</summary>
    /// <param name="mutant">The mistake.</param>
    [Theory]
    [InlineData("address-outlives-mirror")]
    [InlineData("unlinked-before-stopped")]
    [InlineData("dirty-forgotten")]
    [InlineData("address-leaked")]
    public void Schedules_notice_a_mistake(string mutant)
    {
        var wrong = Bus.Mutated(Bus.Mutants.Single(known => known.Name == mutant));

        Assert.Contains(Schedules.Any().Generator.Sample(1000), schedule => Breaks(wrong, schedule));
    }

    private static bool Breaks(Protocol protocol, Schedule schedule)
    {
        try
        {
            ScheduledRun.Of(protocol, Large, schedule);
            return false;
        }
        catch (XunitException)
        {
            return true;
        }
    }
}
