using FsCheck.Xunit;
using Hmm.Model;
using Hmm.Model.Drivers;
using Hmm.Model.Memory;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Proposals;

/// <summary>Ranges that are bound to a device.</summary>
public sealed class LockedTests
{
    private const int BusError = -7;
    private const int SegmentationFault = -11;
    private const int Denied = -13;
    private const int BadAddress = -14;
    private const int Busy = -16;
    private const int NoDevice = -19;
    private const int Invalid = -22;

    private static readonly Protocol Protocol = Linux612.With(new Reference(), Locked.Extension);

    private static readonly Scope Large = new()
    {
        Pages = 3,
        PrivateDevices = 2,
        Spaces = 2,
        Keeps = Kept.Bindings | Kept.Devices,
        Actors =
        [
            [Call("bind-range", 0, 2), Call("unbind-range", 0, 2), Call("bind-range", 1, 2), Call("unbind-range", 1, 2),
                Call("cpu-write", 1, 1), Call("unmap", 2, 1),
                new("map", new() { Page = 2, Count = 1, Protection = Access.Write, Kind = VmaKind.AnonymousPrivate })],
            [Call("cpu-write", 0, 1), Call("discard", 0, 3), Call("cpu-read", 2, 1), new("fork", new() { To = 1 })],
            [new("cpu-write", new() { Space = 1, Count = 1, Value = 4 }), new("cpu-read", new() { Space = 1, Page = 1, Count = 1 })],
            [Call("device-write", 0, 3), Call("migrate-to-device", 0, 3), Call("migrate-to-memory", 0, 3), Call("exclusive", 0, 2)],
            [new("device-read", new() { Device = 1, Count = 3 }), new("migrate-to-device", new() { Device = 1, Count = 3 })],
            [Call("lose-device", 0, 0)],
        ],
    };

    [Theory]
    [InlineData("bound-page-evicted", "L1")]
    [InlineData("bound-page-shared", "B1")]
    [InlineData("bound-record-survives-exit", "B2")]
    [InlineData("lost-without-loss", "B3")]
    [InlineData("bound-record-kept", "I15")]
    [InlineData("rival-maps", "I17")]
    public void Each_mistake_is_noticed_by_the_claim_that_is_about_it(string mutant, string claim) =>
        Assert.Equal(claim, Killed.By(Locked.Extension, mutant));

    [Property(MaxTest = 300)]
    public void Ranges_stay_bound_under_two_devices_a_child_and_a_loss(Schedule schedule) => ScheduledRun.Of(Protocol, Large, schedule);

    [Fact]
    public void The_device_has_a_bound_range_to_itself_until_it_is_unbound()
    {
        var run = Mapped(VmaKind.AnonymousPrivate, Access.Write);
        run.Call("cpu-write", new() { Count = 1, Value = 7 });
        Assert.Equal(0, run.Call("bind-range", new() { Count = 1 }));

        Assert.Equal(BusError, run.Call("cpu-read", new() { Count = 1 }));
        Assert.Equal(BusError, run.Call("cpu-write", new() { Count = 1, Value = 1 }));
        Assert.Equal(0, run.Call("cpu-read", new() { Page = 1, Count = 1 }));
        Assert.Equal((0, 7), (run.Call("device-read", new() { Count = 2 }), run.Outcome.Value(0)));
        Assert.Equal(0, run.Call("device-write", new() { Count = 1, Value = 9 }));
        Assert.Equal(BadAddress, run.Call("device-read", new() { Device = 1, Count = 1 }));
        Assert.Equal(Busy, run.Call("migrate-to-memory", new() { Count = 1 }));
        Assert.Equal(Busy, run.Call("exclusive", new() { Count = 1 }));

        Assert.Equal(0, run.Call("unbind-range", new() { Count = 1 }));
        Assert.Equal((0, 9), (run.Call("cpu-read", new() { Count = 1 }), run.Outcome.Value(0)));
    }

    [Fact]
    public void What_would_move_or_share_a_bound_range_is_refused()
    {
        var run = Mapped(VmaKind.AnonymousPrivate, Access.Write);
        run.Call("bind-range", new() { Count = 1 });

        Assert.Equal(Busy, run.Call("bind-range", new() { Count = 1 }));
        Assert.Equal(Invalid, run.Call("discard", new() { Count = 2 }));
        Assert.Equal(Invalid, run.Call("move", new() { Count = 1, To = 2 }));
        Assert.Equal(0, run.Call("fork", new() { To = 1 }));
        Assert.Equal(SegmentationFault, run.Call("cpu-read", new() { Space = 1, Count = 1 }));
        Assert.Equal(0, run.Call("cpu-read", new() { Space = 1, Page = 1, Count = 1 }));
        Assert.Equal(0, run.Call("unmap", new() { Count = 1 }));
        Assert.Equal(0, run.Call("map", new() { Count = 1, Protection = Access.Write, Kind = VmaKind.AnonymousPrivate }));
        Assert.Equal((0, 0), (run.Call("cpu-read", new() { Count = 1 }), run.Outcome.Value(0)));
    }

    [Theory]
    [InlineData(VmaKind.FileShared, Access.Write, Invalid)]
    [InlineData(VmaKind.FilePrivate, Access.Write, Invalid)]
    [InlineData(VmaKind.AnonymousPrivate, Access.Read, Denied)]
    public void Only_private_memory_that_may_be_written_is_bound(VmaKind kind, Access protection, int result) =>
        Assert.Equal(result, Mapped(kind, protection).Call("bind-range", new() { Count = 1 }));

    [Fact]
    public void A_device_that_is_unplugged_gives_back_what_was_bound()
    {
        var run = Mapped(VmaKind.AnonymousPrivate, Access.Write);
        run.Call("cpu-write", new() { Count = 1, Value = 7 });
        run.Call("bind-range", new() { Count = 2 });

        run.Call("lose-device", default);

        Assert.Equal((0, 7), (run.Call("cpu-read", new() { Count = 1 }), run.Outcome.Value(0)));
        Assert.Equal(NoDevice, run.Call("bind-range", new() { Count = 1 }));
    }

    private static Sequential Mapped(VmaKind kind, Access protection)
    {
        var run = new Sequential(Protocol, 3);
        run.Call("map", new() { Count = 2, Protection = protection, Kind = kind });
        return run;
    }

    private static Invocation Call(string operation, byte page, byte count) =>
        new(operation, new() { Page = page, Count = count, Value = 1 });
}
