using FsCheck.Xunit;
using Hmm.Model;
using Hmm.Model.Drivers;
using Hmm.Model.Memory;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Proposals;

/// <summary>Coherent device memory for any page.</summary>
public sealed class CoherentAnyTests
{
    private const byte Device = 2;

    private static readonly Protocol Protocol = Linux612.With(new Reference(), CoherentAny.Extension);

    private static readonly Scope Large = new()
    {
        Pages = 3,
        CoherentDevices = 2,
        Spaces = 2,
        Keeps = Kept.Statuses | Kept.Files,
        Prelude =
        [
            new("unmap", new() { Page = 1, Count = 2 }),
            new("map", new() { Page = 1, Count = 1, Protection = Access.Write, Kind = VmaKind.FileShared }),
            new("map", new() { Page = 2, Count = 1, Protection = Access.Write, Kind = VmaKind.FilePrivate }),
        ],
        Actors =
        [
            [Call("cpu-write", 0, 1), Call("cpu-write", 1, 1), Call("cpu-read", 2, 1), Call("discard", 0, 3),
                new("fork", new() { To = 1 })],
            [Call("pin", 0, 1), Call("pin", 1, 1), Call("unpin", 0, 0), Call("cpu-write", 2, 1), Call("truncate", 0, 0),
                Call("truncate", 0, 3)],
            [new("cpu-write", new() { Space = 1, Count = 1, Value = 4 }), new("cpu-read", new() { Space = 1, Page = 2, Count = 1 })],
            [Call("migrate-to-device", 0, 3), Call("migrate-to-memory", 0, 3), Call("device-write", 0, 2)],
            [new("migrate-to-device", new() { Device = 1, Count = 3 }), new("device-read", new() { Device = 1, Count = 3 })],
        ],
    };

    [Theory]
    [InlineData("pin-in-place", "I18")]
    [InlineData("charge-kept", "C1")]
    [InlineData("fault-uncharged", "C1")]
    [InlineData("cache-slot-kept", "C3")]
    [InlineData("pinned-page-shared", "C2")]
    [InlineData("cache-reference-kept", "I7")]
    [InlineData("file-copy-forgotten", "A2")]
    public void Each_mistake_is_noticed_by_the_claim_that_is_about_it(string mutant, string claim) =>
        Assert.Equal(claim, Killed.By(CoherentAny.Extension, mutant));

    [Property(MaxTest = 300)]
    public void Pages_of_every_kind_move_between_two_devices_under_pins_and_a_fork(Schedule schedule) =>
        ScheduledRun.Of(Protocol, Large, schedule);

    [Theory]
    [InlineData(VmaKind.AnonymousPrivate)]
    [InlineData(VmaKind.AnonymousShared)]
    [InlineData(VmaKind.FileShared)]
    public void A_page_of_any_kind_moves_keeps_what_it_holds_and_leaves_for_a_pin(VmaKind kind)
    {
        var run = Mapped(kind);
        run.Call("cpu-write", new() { Count = 1, Value = 7 });
        run.Call("migrate-to-device", new() { Device = Device, Count = 1 });
        Assert.Equal(FrameKind.Coherent, KindOf(run));
        Assert.Equal((0, 7), (run.Call("cpu-read", new() { Count = 1 }), run.Outcome.Value(0)));
        Assert.Equal(0, run.Call("cpu-write", new() { Count = 1, Value = 8 }));
        Assert.Equal(FrameKind.Coherent, KindOf(run));

        Assert.Equal(0, run.Call("pin", new() { Count = 1 }));

        Assert.Equal(FrameKind.System, KindOf(run));
        Assert.Equal((0, 8), (run.Call("cpu-read", new() { Count = 1 }), run.Outcome.Value(0)));
        run.Call("migrate-to-device", new() { Device = Device, Count = 1 });
        Assert.Equal(FrameKind.System, KindOf(run));
        run.Call("unpin", default);
        run.Call("migrate-to-device", new() { Device = Device, Count = 1 });
        Assert.Equal(FrameKind.Coherent, KindOf(run));
    }

    [Theory]
    [InlineData(VmaKind.AnonymousPrivate)]
    [InlineData(VmaKind.FileShared)]
    public void A_device_faults_what_nobody_has_touched_into_its_own_memory(VmaKind kind)
    {
        var run = Mapped(kind);
        Assert.Equal(0, run.Call("device-write", new() { Device = Device, Count = 1, Value = 5 }));
        Assert.Equal(FrameKind.Coherent, KindOf(run));
        Assert.Equal((0, 5), (run.Call("cpu-read", new() { Count = 1 }), run.Outcome.Value(0)));
    }

    private static FrameKind KindOf(Sequential run) => run.World[run.World[default(Place)].Frame].Kind;

    private static Sequential Mapped(VmaKind kind)
    {
        var run = new Sequential(Protocol, 1);
        run.Call("map", new() { Count = 1, Protection = Access.Write, Kind = kind });
        return run;
    }

    private static Invocation Call(string operation, byte page, byte count) =>
        new(operation, new() { Page = page, Count = count, Value = 1 });
}
