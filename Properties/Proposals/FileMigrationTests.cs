using FsCheck.Xunit;
using Hmm.Model;
using Hmm.Model.Drivers;
using Hmm.Model.Exploring.Graphs;
using Hmm.Model.Memory;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Proposals;

/// <summary>Pages of files in a device's memory.</summary>
public sealed class FileMigrationTests
{
    private static readonly Protocol Protocol = Linux612.With(new Reference(), FileMigration.Extension);

    private static readonly Scope Large = new()
    {
        Pages = 2,
        PrivateDevices = 2,
        Keeps = Kept.Files | Kept.Stored | Kept.Statuses,
        Prelude =
        [
            new("unmap", new Binding { Count = 2 }),
            new("map", new Binding { Count = 2, Kind = VmaKind.FileShared, Protection = Access.Write }),
        ],
        Actors =
        [
            [OnPage("cpu-write", 0, 0, 1, 5), OnPage("cpu-read", 0, 1, 1), OnPage("discard", 0, 0, 2)],
            [OnPage("migrate-to-device", 0, 0, 2), OnPage("device-write", 0, 0, 2, 10)],
            [OnPage("migrate-to-device", 1, 1, 1), OnPage("device-write", 1, 0, 2, 20)],
            [OnFile("file-write", 0, 3), OnFile("file-read", 0), OnFile("file-read", 1), Cut(1), Cut(2)],
            [OnFile("fsync", 0), OnFile("fsync", 1), OnFile("drop", 0), OnFile("drop", 1)],
        ],
    };

    [Theory]
    [InlineData("slot-kept", "I29")]
    [InlineData("dirty-left-behind", "F3")]
    [InlineData("stored-from-device", "F1")]
    [InlineData("clean-unannounced", "I1")]
    [InlineData("clean-forgotten", "F2")]
    [InlineData("written-while-stored", "F2")]
    [InlineData("cut-and-mapped", "I29")]
    public void Each_mistake_is_noticed_by_the_claim_that_is_about_it(string mutant, string claim) =>
        Assert.Equal(claim, Killed.By(FileMigration.Extension, mutant));

    [Property(MaxTest = 300)]
    public void Two_devices_and_system_calls_share_a_file(Schedule schedule) => ScheduledRun.Of(Protocol, Large, schedule);

    [Fact]
    public void What_a_device_wrote_is_stored_after_it_came_back()
    {
        var run = new Scenario(Protocol, Large);
        run.Finish(OnPage("device-write", 0, 0, 1, 10));
        run.Finish(OnPage("migrate-to-device", 0, 0, 1));
        Assert.Equal(FrameKind.Private, run.World[run.World.Cached(1, 0)].Kind);
        Assert.Equal(0, run.World.Stored(0, 0));

        run.Finish(OnFile("fsync", 0));

        var frame = run.World.Cached(1, 0);
        Assert.Equal((FrameKind.System, FrameStatus.None, (ushort)10),
            (run.World[frame].Kind, run.World.Status(frame), run.World.Stored(0, 0)));
        Assert.False(run.World[new Place(0, 0)].IsWritable);
    }

    [Fact]
    public void A_clean_page_is_dropped_from_a_device_and_read_again()
    {
        var run = new Scenario(Protocol, Large);
        run.Finish(OnFile("file-write", 0, 3));
        run.Finish(OnFile("fsync", 0));
        run.Finish(OnPage("cpu-read", 0, 0, 1));
        run.Finish(OnPage("migrate-to-device", 0, 0, 1));
        run.Finish(OnPage("discard", 0, 0, 1));
        Assert.Equal(FrameKind.Private, run.World[run.World.Cached(1, 0)].Kind);

        run.Finish(OnFile("drop", 0));
        Assert.True(run.World.Cached(1, 0).IsNone);

        run.Finish(OnPage("cpu-read", 0, 0, 1));
        Assert.Equal(3, run.World[run.World.Cached(1, 0)].Content);
    }

    [Theory]
    [InlineData("file-ends")]
    [InlineData("cut-ends")]
    public void Everybody_gets_on(string scope) => Assert.IsType<ProgressVerdict.Holds>(Killed.Endings(
        Protocol, FileMigration.Extension.Scopes.Single(named => named.Name == scope).Scope));

    private static Invocation OnPage(string operation, int device, int page, int count, int value = 0) => new(operation, new Binding
    {
        Device = (byte)device,
        Page = (byte)page,
        Count = (byte)count,
        Value = (ushort)value,
    });

    private static Invocation OnFile(string operation, int offset, int value = 0) =>
        new(operation, new Binding { Count = 1, To = (byte)offset, Value = (ushort)value });

    private static Invocation Cut(int length) => new("truncate", new Binding { Count = (byte)length });
}
