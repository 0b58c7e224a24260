using FsCheck.Xunit;
using Hmm.Model;
using Hmm.Model.Drivers;
using Hmm.Model.Exploring.Graphs;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Proposals;

/// <summary>Device memory that comes and goes.</summary>
public sealed class HotUnplugTests
{
    private static readonly Protocol Protocol = Linux612.With(new Reference(), HotUnplug.Extension);

    private static readonly Scope Large = new()
    {
        Pages = 3,
        PrivateDevices = 1,
        CoherentDevices = 1,
        Spaces = 2,
        Keeps = Kept.Devices,
        DeviceLimit = 2,
        Actors =
        [
            [Call("cpu-write", 0, 0, 1), Call("cpu-write", 0, 2, 1), Call("discard", 0, 0, 3), new("fork", new Binding { To = 1 })],
            [Call("migrate-to-device", 0, 0, 3), Call("device-write", 0, 1, 2)],
            [Call("migrate-to-device", 1, 0, 3), Call("device-read", 1, 0, 2)],
            [Call("unregister", 0, 0, 0), Call("register", 0, 0, 0), Call("unregister", 1, 0, 0), Call("register", 1, 0, 0)],
        ],
    };

    [Theory]
    [InlineData("free-list-kept", "I21")]
    [InlineData("freed-page-listed", "U1")]
    [InlineData("freed-page-lost", "I21")]
    [InlineData("removed-too-early", "I22")]
    [InlineData("one-pass", "I22")]
    [InlineData("listed-before-made", "I21")]
    [InlineData("page-free-sleeps", "I25")]
    public void Each_mistake_is_noticed_by_the_claim_that_is_about_it(string mutant, string claim) =>
        Assert.Equal(claim, Killed.By(HotUnplug.Extension, mutant));

    [Property(MaxTest = 300)]
    public void Memory_comes_and_goes_under_two_devices_and_a_child(Schedule schedule) => ScheduledRun.Of(Protocol, Large, schedule);

    [Fact]
    public void What_a_page_holds_outlives_the_memory_that_it_was_in()
    {
        var run = new Scenario(Protocol, Large);
        run.Finish(new("cpu-write", new Binding { Count = 1, Value = 7 }));
        run.Finish(Call("migrate-to-device", 0, 0, 1));
        Assert.Equal(PteKind.Private, run.World[new Place(0, 0)].Kind);

        run.Finish(Call("unregister", 0, 0, 0));

        var entry = run.World[new Place(0, 0)];
        Assert.Equal((PteKind.Present, (ushort)7), (entry.Kind, run.World[entry.Frame].Content));
        Assert.Equal(new DeviceRecord(DevicePhase.Offline, 2), run.World.Device(0));
        run.Finish(Call("migrate-to-device", 0, 0, 1));
        Assert.Equal(PteKind.Present, run.World[new Place(0, 0)].Kind);

        run.Finish(Call("register", 0, 0, 0));
        run.Finish(Call("migrate-to-device", 0, 0, 1));
        Assert.Equal(PteKind.Private, run.World[new Place(0, 0)].Kind);
        Assert.Equal(1, run.World.Device(0).Listed);
    }

    [Fact]
    public void With_the_fault_of_Linux_6_12_an_eviction_and_a_fault_can_make_each_other_start_over_for_ever()
    {
        var old = HotUnplug.Extension with { Amend = FreeList.Bound };
        var scope = HotUnplug.Extension.Scopes.Single(static named => named.Name == "unplug-ends").Scope;
        Assert.IsType<ProgressVerdict.Starved>(Killed.Endings(Linux612.With(new Reference(), old), scope));
        Assert.IsType<ProgressVerdict.Holds>(Killed.Endings(Protocol, scope));
    }

    private static Invocation Call(string operation, int device, int page, int count) =>
        new(operation, new Binding { Device = (byte)device, Page = (byte)page, Count = (byte)count, Value = (ushort)(device + 1) });
}
