using System.Runtime.CompilerServices;
using FsCheck.Xunit;
using Hmm.Model;
using Hmm.Model.Memory;

namespace Hmm.Properties.Worlds;

/// <summary>A world is its bytes, all of them, and nothing else.</summary>
public class BytesTests
{
    private static readonly IReadOnlyList<int> Unused = Padding.Of(typeof(World));

    [Property(MaxTest = 20)]
    public void Worlds_that_differ_in_one_byte_differ(Schedule schedule)
    {
        var world = Sequential.Run(Kernels.TestHmm, schedule, static _ => { });
        var copy = world;
        Assert.True(world == copy && world.Equals(copy) && world.Equals((object)copy) && world.GetHashCode() == copy.GetHashCode());
        var bytes = Padding.View(ref copy);
        var hashes = new HashSet<int> { world.GetHashCode() };
        for (var offset = 0; offset < bytes.Length; offset++)
        {
            bytes[offset] ^= 1;
            Assert.True(world != copy && !world.Equals(copy) && !world.Equals((object)copy), $"Byte {offset} does not count.");
            hashes.Add(copy.GetHashCode());
            bytes[offset] ^= 1;
        }

        // A hash of 32 bits may repeat by chance, once in a thousand of these worlds.
        Assert.InRange(hashes.Count, bytes.Length - 2, bytes.Length + 1);
        Assert.False(world.Equals("world"));
    }

    [Property]
    public void What_belongs_to_no_field_stays_zero(Schedule schedule) =>
        Sequential.Run(Kernels.Reference, schedule, static made =>
        {
            var world = made.After;
            var bytes = Padding.View(ref world);
            foreach (var offset in Unused)
            {
                Assert.True(bytes[offset] == 0, $"After {made.ToString()}: byte {offset}, which belongs to no field, is {bytes[offset]}.");
            }
        });

    [Fact]
    public void A_draft_changes_the_copy_that_it_was_given_and_nothing_else()
    {
        var world = World.Start(pages: 2, devices: 1, coherent: 0, recording: true);
        var copy = world;
        var draft = new Draft(ref copy, actor: 1);
        draft.SetVma(Place.At(0, 1), new() { Kind = VmaKind.FileShared });
        draft.SetMirror(0, Place.At(0, 1), new(new(7), MirrorAccess.Read));
        draft[new Frame(7)] = new() { Kind = FrameKind.System, References = 1 };
        draft.Return(-5);

        Assert.False(RuntimeHelpers.IsReferenceOrContainsReferences<World>());
        Assert.True(world == World.Start(pages: 2, devices: 1, coherent: 0, recording: true));
        Assert.Equal(VmaKind.FileShared, copy.Vma(Place.At(0, 1)).Kind);
        Assert.Equal(new(new(7), MirrorAccess.Read), copy.Mirror(0, Place.At(0, 1)));
        Assert.Equal(1, copy[new Frame(7)].References);
        Assert.Equal(-5, copy.Flight(1).Outcome.Return);
    }

    [Fact]
    public void Padding_is_found()
    {
        Assert.Equal([1], Padding.Of(typeof(Gap)));
        Assert.Empty(Padding.Of(typeof(Pte)));
    }

    private record struct Gap(byte First, ushort Second);
}
