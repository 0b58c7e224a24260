using FsCheck.Xunit;
using Hmm.Model.Drivers;
using Hmm.Model.Memory;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Proposals;

/// <summary>Atomic operations of a device beside readers.</summary>
public sealed class SharedAtomicTests
{
    private static readonly Protocol Protocol = Linux612.With(new Reference(), SharedAtomic.Extension);

    private static readonly Scope Large = new()
    {
        Pages = 3,
        PrivateDevices = 2,
        Spaces = 2,
        Actors =
        [
            [Call("cpu-write", 0, 1), Call("cpu-read", 1, 1), Call("discard", 1, 2), new("fork", new() { To = 1 })],
            [Call("cpu-write", 1, 1), new("protect", new() { Count = 3, Protection = Access.Read }),
                new("protect", new() { Count = 3, Protection = Access.Write })],
            [new("cpu-write", new() { Space = 1, Count = 1, Value = 4 }), new("cpu-read", new() { Space = 1, Page = 1, Count = 1 })],
            [Call("exclusive-readable", 0, 3), Call("device-atomic", 0, 1), Call("device-atomic", 1, 1), Call("exclusive", 0, 2)],
            [new("exclusive-readable", new() { Device = 1, Count = 2 }), new("device-atomic", new() { Device = 1, Count = 1, Value = 3 }),
                new("device-read", new() { Device = 1, Count = 3 }), new("migrate-to-device", new() { Device = 1, Count = 3 })],
        ],
    };

    [Theory]
    [InlineData("write-unasked", "I1")]
    [InlineData("recall-unannounced", "I1")]
    [InlineData("guard-stays-writable", "I1")]
    [InlineData("atomic-twice", "I12")]
    [InlineData("atomic-not-awaited", "A5")]
    public void Each_mistake_is_noticed_by_the_claim_that_is_about_it(string mutant, string claim) =>
        Assert.Equal(claim, Killed.By(SharedAtomic.Extension, mutant));

    [Property(MaxTest = 300)]
    public void Nobody_writes_beside_an_atomic_operation_of_two_devices_over_a_fork(Schedule schedule) =>
        ScheduledRun.Of(Protocol, Large, schedule);

    [Theory]
    [InlineData("exclusive-readable", PteKind.Present)]
    [InlineData("exclusive", PteKind.Exclusive)]
    public void A_device_does_atomic_operations_until_a_thread_writes(string operation, PteKind kind)
    {
        var run = new Sequential(Protocol, 1);
        run.Call("map", new() { Count = 1, Protection = Access.Write, Kind = VmaKind.AnonymousPrivate });
        run.Call("cpu-write", new() { Count = 1, Value = 7 });
        run.Call(operation, new() { Count = 1 });
        Assert.Equal((kind, kind == PteKind.Present), (run.World[default(Place)].Kind, run.World[default(Place)].IsGuarded));
        Assert.Equal(0, run.Call("device-atomic", new() { Count = 1, Value = 8 }));

        Assert.Equal((0, 8), (run.Call("cpu-read", new() { Count = 1 }), run.Outcome.Value(0)));
        Assert.Equal(kind == PteKind.Present, run.Call("device-atomic", new() { Count = 1, Value = 9 }) == 0);
        Assert.Equal(0, run.Call("cpu-write", new() { Count = 1, Value = 10 }));

        Assert.NotEqual(0, run.Call("device-atomic", new() { Count = 1, Value = 11 }));
        Assert.False(run.World[default(Place)].IsGuarded);
        Assert.Equal((0, 10), (run.Call("cpu-read", new() { Count = 1 }), run.Outcome.Value(0)));
    }

    private static Invocation Call(string operation, byte page, byte count) =>
        new(operation, new() { Page = page, Count = count, Value = 1 });
}
