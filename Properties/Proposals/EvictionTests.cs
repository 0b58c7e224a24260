using FsCheck.Xunit;
using Hmm.Model;
using Hmm.Model.Claims;
using Hmm.Model.Drivers;
using Hmm.Model.Exploring.Graphs;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Proposals;

/// <summary>Memory that is full.</summary>
public sealed class EvictionTests
{
    private static readonly Protocol Protocol = Linux612.With(new Reference(), Eviction.Extension);
    private static readonly Place Page = new(0, 0);

    private static readonly Scope Large = new()
    {
        Pages = 3,
        PrivateDevices = 1,
        CoherentDevices = 1,
        Spaces = 2,
        Keeps = Kept.Devices | Kept.Swap,
        DeviceLimit = 1,
        SystemLimit = 3,
        Actors =
        [
            [Call("cpu-write", 0, 0, 1), Call("cpu-write", 0, 2, 1), Call("discard", 0, 0, 3), new("fork", new Binding { To = 1 })],
            [Call("cpu-write", 0, 1, 1), Call("cpu-read", 0, 0, 1), new("cpu-write", new Binding { Space = 1, Count = 1, Value = 4 })],
            [Call("migrate-to-device", 0, 0, 3), Call("device-write", 0, 1, 2), Call("evict", 0, 0, 0)],
            [Call("migrate-to-device", 1, 0, 3), Call("device-read", 1, 0, 2), Call("evict", 1, 0, 0)],
            [Call("reclaim", 0, 0, 1), Call("reclaim", 0, 1, 1), Call("reclaim", 0, 2, 1)],
        ],
    };

    [Theory]
    [InlineData("reclaim-unannounced", "I1")]
    [InlineData("not-written-out", "I10")]
    [InlineData("read-before-written", "I10")]
    [InlineData("slot-leaked", "I7")]
    [InlineData("slot-mapped", "I8")]
    [InlineData("no-limit", "E1")]
    [InlineData("device-overfull", "E1")]
    [InlineData("evicted-blank", "I10")]
    public void Each_mistake_is_noticed_by_the_claim_that_is_about_it(string mutant, string claim) =>
        Assert.Equal(claim, Killed.By(Eviction.Extension, mutant));

    [Property(MaxTest = 300)]
    public void Two_devices_a_child_and_reclaim_share_too_little_memory(Schedule schedule) => ScheduledRun.Of(Protocol, Large, schedule);

    [Fact]
    public void What_a_page_holds_comes_back_from_swap_space()
    {
        var run = new Scenario(Protocol, Large);
        run.Finish(Call("cpu-write", 0, 0, 1));
        run.Finish(Call("reclaim", 0, 0, 1));
        var slot = run.World[Page].Frame;
        Assert.Equal((PteKind.Swapped, FrameKind.Swap, 0), (run.World[Page].Kind, run.World[slot].Kind, SystemMemory.InUse(in run.World)));

        run.Finish(Call("cpu-read", 0, 0, 1));

        var entry = run.World[Page];
        Assert.Equal((PteKind.Present, (ushort)1, true), (entry.Kind, run.World[entry.Frame].Content, entry.IsWritable));
        Assert.Equal(FrameKind.Free, run.World[slot].Kind);
    }

    [Fact]
    public void A_device_that_is_full_evicts_one_page_for_another()
    {
        var run = new Scenario(Protocol, Large);
        run.Finish(Call("cpu-write", 0, 0, 1));
        run.Finish(Call("migrate-to-device", 0, 0, 1));
        Assert.Equal(PteKind.Private, run.World[Page].Kind);

        run.Finish(Call("migrate-to-device", 0, 1, 1));

        Assert.Equal((PteKind.Present, PteKind.Private), (run.World[Page].Kind, run.World[new Place(0, 1)].Kind));
    }

    [Theory]
    [InlineData("full-ends", 1)]
    [InlineData("busy-device", 2)]
    [InlineData("contenders", 1)]
    public void Everybody_gets_on(string scope, int times) =>
        Assert.IsType<ProgressVerdict.Holds>(Killed.Endings(Protocol, Scope(scope) with { Times = times }));

    [Fact]
    public void Two_devices_that_want_a_page_can_starve_each_other_with_the_fault_of_Linux_6_12() =>
        Assert.IsType<ProgressVerdict.Starved>(Killed.Endings(
            Linux612.With(new Reference(), Eviction.Extension with { Amend = FreeList.Bound }), Scope("contenders")));

    [Fact]
    public void An_eviction_can_starve_when_anybody_may_take_the_page_that_it_reclaimed() =>
        Assert.IsType<ProgressVerdict.Starved>(Killed.Endings(Protocol.Mutated(TakenByAnybody), Scope("full-ends") with { Times = 1 }));

    private static Mutant TakenByAnybody { get; } = new("taken-by-anybody", "A reclaimed page is kept for nobody.", "full-ends",
        static step => step.Label.EndsWith("free the page", StringComparison.Ordinal)
            ? step.And(static d => d.Me.Reclaim = default)
            : step);

    private static Scope Scope(string name) => Eviction.Extension.Scopes.Single(named => named.Name == name).Scope;

    private static Invocation Call(string operation, int device, int page, int count) =>
        new(operation, new Binding { Device = (byte)device, Page = (byte)page, Count = (byte)count, Value = (ushort)(device + 1) });
}
