using Hmm.Model;
using Hmm.Model.Memory;

namespace Hmm.Properties.Worlds;

/// <summary>What the other properties make allowance for, each by its shortest schedule: the kernel's and its test driver's own defects,
/// which the model has to have. Should one be gone, so should its allowance.</summary>
public class DefectTests
{
    private static readonly Place Page = Place.At(0, 0);

    [Fact]
    public void Evicting_a_coherent_device_leaves_a_reference_too_many_and_does_not_tell_the_device()
    {
        foreach (var protocol in (Model.Protocols.Protocol[])[Kernels.TestHmm, Kernels.Reference])
        {
            var run = new Sequential(protocol, pages: 1);
            run.Call("map", new() { Count = 1, Protection = Access.Write, Kind = VmaKind.AnonymousPrivate });
            run.Call("migrate-to-device", new() { Device = 3, Count = 1 });
            run.Call("exclusive", new() { Device = 0, Count = 1 });
            Assert.Equal(PteKind.Exclusive, run.World[Page].Kind);
            Assert.Equal(MirrorAccess.Atomic, run.World.Mirror(0, Page).Access);

            run.Call("reopen", new() { Device = 3 });

            Assert.Equal(PteKind.Present, run.World[Page].Kind);
            Assert.Equal(MirrorAccess.Atomic, run.World.Mirror(0, Page).Access);
            Assert.Equal(2, run.World[run.World[Page].Frame].References);
            Assert.Equal(1, Holders.Of(in run.World)[run.World[Page].Frame.Index].References);
        }
    }

    [Fact]
    public void The_test_driver_forgets_the_mirror_of_a_process_that_did_not_have_the_page_migrated()
    {
        Assert.True(ReadsFreedMemory(Kernels.TestHmm));
        Assert.False(ReadsFreedMemory(Kernels.Reference));
    }

    private static bool ReadsFreedMemory(Model.Protocols.Protocol protocol)
    {
        var run = new Sequential(protocol, pages: 1);
        run.Call("map", new() { Count = 1, Protection = Access.Write, Kind = VmaKind.AnonymousPrivate });
        run.Call("migrate-to-device", new() { Count = 1 });
        run.Call("fork", new() { To = 1 });
        Assert.Equal(0, run.Call("device-read", new() { Space = 1, Count = 1 }));
        Assert.Equal(MirrorAccess.Read, run.World.Mirror(0, Place.At(1, 0)).Access);

        var before = run.World;
        run.Call("cpu-read", new() { Space = 1, Count = 1 });
        Assert.Equal(run.World.Mirror(0, Place.At(1, 0)).IsDangling, Defects.Struck(protocol, in before, in run.World));
        Assert.Equal(0, run.Call("device-read", new() { Space = 1, Count = 1 }));

        return run.World.Violation.Kind == ViolationKind.UseAfterFree;
    }
}
