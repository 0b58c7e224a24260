using Hmm.Model;
using Hmm.Model.Memory;

namespace Hmm.Properties.Memory;

/// <summary>What is packed into bits comes out as it went in, over the whole domain.</summary>
public class PackingTests
{
    private static readonly Access[] Rights = Enum.GetValues<Access>();
    private static readonly bool[] Both = [false, true];

    [Fact]
    public void A_page_table_entry_keeps_kind_frame_rights_and_exclusivity()
    {
        var seen = new HashSet<Pte>();
        foreach (var (kind, make) in Factories())
        {
            foreach (var frame in Frames())
            {
                foreach (var access in Rights)
                {
                    foreach (var exclusive in Both)
                    {
                        var entry = make(frame, access, exclusive);

                        Assert.Equal((kind, access), (entry.Kind, entry.Access));
                        Assert.Equal(kind == PteKind.Zero ? Frame.None : frame, entry.Frame);
                        Assert.Equal(kind == PteKind.Migration && exclusive, entry.WasExclusive);
                        Assert.Equal(access == Access.Write, entry.IsWritable);
                        Assert.All(Rights, other => Assert.Equal(make(frame, other, exclusive), entry.With(other)));
                        seen.Add(entry);
                    }
                }
            }
        }

        // Three rights; a frame for all kinds but the page of zeros; exclusivity for migration entries alone.
        Assert.Equal(Rights.Length * (1 + ((4 + 2) * Capacity.Frames)), seen.Count);
        Assert.DoesNotContain(Pte.None, seen);
    }

    [Fact]
    public void The_default_entries_are_empty()
    {
        Assert.Equal((PteKind.None, Frame.None, Access.None), (Pte.None.Kind, Pte.None.Frame, Pte.None.Access));
        var mirror = MirrorEntry.None;
        Assert.Equal((Frame.None, MirrorAccess.None, false), (mirror.Frame, mirror.Access, mirror.IsDangling));
        Assert.False(default(Vma).IsMapped);
        Assert.Equal(FrameKind.Free, default(FrameRecord).Kind);
    }

    [Fact]
    public void A_mirror_entry_keeps_frame_rights_and_danger()
    {
        var seen = new HashSet<MirrorEntry>();
        foreach (var frame in Frames())
        {
            foreach (var access in Enum.GetValues<MirrorAccess>())
            {
                foreach (var dangling in Both)
                {
                    var entry = new MirrorEntry(frame, access, dangling);

                    Assert.Equal((frame, access, dangling), (entry.Frame, entry.Access, entry.IsDangling));
                    Assert.True(seen.Add(entry));
                }
            }
        }
    }

    [Fact]
    public void Every_field_of_a_VMA_leaves_the_others_alone()
    {
        Action<Func<Vma, int>, Func<Vma, int, Vma>, int> keeps = (get, set, values) =>
        {
            foreach (var others in Corners())
            {
                for (var value = 0; value < values; value++)
                {
                    var changed = set(others, value);

                    Assert.Equal(value, get(changed));
                    Assert.Equal(others, set(changed, get(others)));
                }
            }
        };

        keeps(vma => (int)vma.Kind, (vma, value) => vma with { Kind = (VmaKind)value }, Enum.GetValues<VmaKind>().Length);
        keeps(vma => (int)vma.Protection, (vma, value) => vma with { Protection = (Access)value }, Rights.Length);
        keeps(vma => vma.IsFirst ? 1 : 0, (vma, value) => vma with { IsFirst = value != 0 }, 2);
        keeps(vma => vma.IsAccounted ? 1 : 0, (vma, value) => vma with { IsAccounted = value != 0 }, 2);
        keeps(vma => vma.Object, (vma, value) => vma with { Object = (byte)value }, Capacity.Objects);
        keeps(vma => vma.Offset, (vma, value) => vma with { Offset = (byte)value }, 2 * Capacity.Pages);
        keeps(vma => vma.AnonVma, (vma, value) => vma with { AnonVma = (byte)value }, Capacity.Frames);
        keeps(vma => vma.AnonChain, (vma, value) => vma with { AnonChain = (byte)value }, Capacity.Frames);
    }

    [Fact]
    public void A_frame_keeps_who_had_it_migrated_beside_its_marks()
    {
        foreach (var marks in Enumerable.Range(0, 256).Select(bits => (FrameMarks)bits))
        {
            var frame = new FrameRecord { Marks = marks };
            for (byte space = 0; space < Capacity.Spaces; space++)
            {
                var migrated = frame.MigratedBy(space);

                Assert.Equal(space, migrated.Migrator);
                Assert.All(Enum.GetValues<FrameMarks>(), mark => Assert.Equal(frame.Marks & mark, migrated.Marks & mark));
            }
        }
    }

    private static IEnumerable<(PteKind Kind, Func<Frame, Access, bool, Pte> Make)> Factories() =>
    [
        (PteKind.Zero, (_, access, _) => Pte.Zero(access)),
        (PteKind.Present, (frame, access, _) => Pte.Present(frame, access)),
        (PteKind.Migration, Pte.Migration),
        (PteKind.Private, (frame, access, _) => Pte.Private(frame, access)),
        (PteKind.Exclusive, (frame, access, _) => Pte.Exclusive(frame, access)),
        (PteKind.Swapped, (frame, access, _) => Pte.Swapped(frame, access)),
    ];

    private static IEnumerable<Frame> Frames() => Enumerable.Range(0, Capacity.Frames).Select(index => new Frame((byte)index));

    /// <summary>All fields at their lowest, all at their highest.</summary>
    private static IEnumerable<Vma> Corners() =>
    [
        default,
        new()
        {
            Kind = VmaKind.FileShared,
            Protection = Access.Write,
            IsFirst = true,
            IsAccounted = true,
            Object = Capacity.Objects - 1,
            Offset = (2 * Capacity.Pages) - 1,
            AnonVma = Capacity.Frames - 1,
            AnonChain = Capacity.Frames - 1,
        },
    ];
}
