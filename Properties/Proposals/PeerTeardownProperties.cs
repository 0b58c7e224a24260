using System.Collections.Immutable;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Hmm.Model;
using Hmm.Model.Drivers;
using Hmm.Model.Exploring;
using Hmm.Model.Memory;
using Hmm.Model.Protocols;
using Xunit.Sdk;

namespace Hmm.Properties.Proposals;

/// <summary>The order in which mappings of other devices' memory go, in more pages and devices than can be explored: four pages, three
/// devices, two threads.</summary>
public sealed class PeerTeardownProperties
{
    private const int Pages = 4;
    private static readonly Protocol Peers = Linux612.With(new Reference(), PeerToPeer.Extension);
    private static readonly Scope All = Of([[0, 1, 2]]);

    [Property(MaxTest = 400)]
    public void Every_user_is_gone_before_the_page_in_every_instant(Schedule schedule) => ScheduledRun.Of(Peers, All, schedule);

    [Property(MaxTest = 200)]
    public void A_stranger_gets_the_page_in_system_memory_and_its_peers_keep_the_order(Schedule schedule) =>
        ScheduledRun.Of(Peers, Of([[0, 2]]), schedule);

    [Property(MaxTest = 200)]
    public void At_rest_every_window_counts_what_is_reached_through_it(Schedule schedule)
    {
        var world = ScheduledRun.Of(Peers, All, schedule);
        for (var owner = 0; owner < All.Devices; owner++)
        {
            for (var peer = 0; peer < All.Devices; peer++)
            {
                Assert.Equal(owner == peer ? 0 : Reached(in world, owner, peer), world.Window(owner, peer));
            }
        }
    }

    [Property(MaxTest = 200)]
    public void Whoever_faults_again_finds_the_page_where_it_is(Schedule schedule)
    {
        var world = ScheduledRun.Of(Peers, All, schedule);
        var runner = new Runner(Peers.Plan);
        for (byte device = 0; device < All.Devices; device++)
        {
            for (byte page = 0; page < Pages; page++)
            {
                var place = new Place(0, page);
                var isMapped = world.Vma(place).IsMapped;
                Scenario.Finish(runner, ref world, new("device-read", new() { Device = device, Page = page, Count = 1 }));
                Assert.Equal(isMapped, world.Mirror(device, place).Access != MirrorAccess.None);
                Assert.Equal((world[place].Frame, ViolationKind.None), (world.Mirror(device, place).Frame, world.Violation.Kind));
            }
        }
    }

    [Fact]
    public void Each_of_the_119_other_orders_of_five_parts_is_noticed()
    {
        var orders = Peers.Mutants.Where(static mutant => mutant.Name.StartsWith("order-", StringComparison.Ordinal)).ToList();

        Assert.Equal(119, orders.DistinctBy(static mutant => mutant.Name).Count());
        Assert.DoesNotContain(orders, static mutant => mutant.Name == "order-12345");
        Assert.All(orders, static mutant => Assert.False(Trials.Of(Peers.Name, mutant.Name).Survives, mutant.Name));
    }

    /// <summary>That the schedules would notice a mistake, with the mistake that the discussion of owners leads to.</summary>
    /// <param name="mutant">The mistake.</param>
    [Theory]
    [InlineData("shared-owner-skip")]
    [InlineData("order-14235")]
    [InlineData("order-13245")]
    [InlineData("bus-address-first")]
    public void Schedules_notice_a_mistake(string mutant)
    {
        var wrong = Peers.Mutated(Peers.Mutants.Single(known => known.Name == mutant));

        Assert.Contains(Schedules.Any().Generator.Sample(1000), schedule => Breaks(wrong, schedule));
    }

    private static bool Breaks(Protocol protocol, Schedule schedule)
    {
        try
        {
            ScheduledRun.Of(protocol, All, schedule);
            return false;
        }
        catch (XunitException)
        {
            return true;
        }
    }

    private static int Reached(in World world, int owner, int peer)
    {
        var count = 0;
        for (byte page = 0; page < Pages; page++)
        {
            var frame = world[world.Mirror(peer, new(0, page)).Frame];
            count += frame.Kind == FrameKind.Private && frame.Device == owner ? 1 : 0;
        }

        return count;
    }

    private static Scope Of(ImmutableArray<ImmutableArray<int>> groups) => new()
    {
        Pages = Pages,
        PrivateDevices = 3,
        Groups = groups,
        Keeps = Kept.Dma | Kept.Windows | Kept.Statuses,
        Prelude = [new("cpu-write", new() { Count = 1, Value = 1 }), new("migrate-to-device", new() { Device = 1, Count = 2 }),
            new("device-read", new() { Device = 2, Count = 4 }), new("device-read", new() { Count = 4 })],
        Actors =
        [
            [new("cpu-write", new() { Count = 1, Value = 10 }), new("discard", new() { Page = 1, Count = 2 }),
                new("unmap", new() { Page = 2, Count = 2 }),
                new("map", new() { Page = 2, Count = 2, Protection = Access.Write, Kind = VmaKind.AnonymousPrivate })],
            [new("cpu-read", new() { Page = 1, Count = 1 }), new("protect", new() { Count = 2, Protection = Access.Read }),
                new("protect", new() { Count = 2, Protection = Access.Write }), new("evict", new() { Device = 1 })],
            .. Enumerable.Range(0, 3).Select(static device => Devices((byte)device)),
        ],
    };

    private static ImmutableArray<Invocation> Devices(byte device) =>
    [
        new("device-read", new() { Device = device, Count = 4 }),
        new("device-write", new() { Device = device, Page = device, Count = 2, Value = (ushort)(20 + (4 * device)) }),
        new("migrate-to-device", new() { Device = device, Count = 4 }),
        new("migrate-to-memory", new() { Device = device, Page = 1, Count = 3 }),
    ];
}
