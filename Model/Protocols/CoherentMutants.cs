using System.Collections.Immutable;
using Hmm.Model.Claims;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using static Hmm.Model.Claims.Mutant;

namespace Hmm.Model.Protocols;

/// <summary>The mistakes that the claims about coherent memory for any page must notice.</summary>
internal static class CoherentMutants
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<Mutant> All { get; } =
    [
        new("pin-in-place", "A page in device memory is pinned where it is.", "any-pin", AndThen("pin the page", static d =>
        {
            if (!d.Me.Fault.Held.IsNone)
            {
                d.SetStatus(d.Me.Fault.Held, d.World.Status(d.Me.Fault.Held) | FrameStatus.Pinned);
                d.Me.Fault.Held = Frame.None;
                d.Me.Status = 0;
            }
        })),
        new("cache-slot-kept", "The page cache goes on to name the page that has moved away.", "any-file",
            AndThen("make the copy the page", static d =>
            {
                var migration = d.Me.Migration;
                if ((migration.Marks[0] & MigrationMarks.Committed) != 0)
                {
                    d.SetCached(1, 0, migration.Source[0]);
                }
            })),
        new("cache-reference-kept", "The page cache's reference stays with the page that has moved away.", "any-file",
            AndThen("make the copy the page", static d =>
            {
                var migration = d.Me.Migration;
                if ((migration.Marks[0] & MigrationMarks.Committed) != 0)
                {
                    d.Get(migration.Source[0]);
                    d[migration.Target[0]] = d[migration.Target[0]] with { References = (byte)(d[migration.Target[0]].References - 1) };
                }
            })),
        new("charge-kept", "The charge stays with the page that has moved away.", "any-anonymous",
            AndThen("make the copy the page", static d =>
            {
                var migration = d.Me.Migration;
                if ((migration.Marks[0] & MigrationMarks.Committed) != 0)
                {
                    d.SetStatus(migration.Target[0], FrameStatus.None);
                }
            })),
        new("fault-uncharged", "What a device's fault allocates in its own memory is not charged.", "any-fault",
            AndThen("map a zeroed page", static d =>
            {
                if (d[d[CpuFault.Place(d)].Frame].Kind == FrameKind.Coherent)
                {
                    d.SetStatus(d[CpuFault.Place(d)].Frame, FrameStatus.None);
                }
            })),
        new("file-copy-forgotten", "The driver moves a file's page without copying it.", "any-file",
            AndThen("copy a page to the device", static d =>
            {
                var target = d.Me.Migration.Target[d.Me.Migration.Cursor - 1];
                d[target] = d[target] with { Content = 0 };
            })),
        new("pinned-page-shared", "fork shares a pinned page like any other.", "any-fork", static step =>
            step.Label == "copy the entries" ? step.And(ShareAgain) : step),
        new("pinned-page-moves", "A migration does not look whether somebody else holds a page.", "any-pin", All(
            AndThen("check the references", static d => d.Me.Migration.Marks[d.Me.Migration.Cursor] = MigrationMarks.Migrate),
            AndThen("make the copy the page", MovePinned))),
    ];

    private static void ShareAgain(Draft d)
    {
        var (parent, child) = (d[default(Place)], new Place(1, 0));
        if (parent.Kind == PteKind.Present && LongTermPin.IsPinned(in d.World, parent.Frame) && d[child].Frame != parent.Frame)
        {
            d.Unmap(d[child].Frame);
            d.Map(parent.Frame);
            d.SetExclusive(parent.Frame, false);
            d[child] = Pte.Present(parent.Frame, Access.Read);
        }
    }

    private static void MovePinned(Draft d)
    {
        ref var migration = ref d.Me.Migration;
        var (source, target) = (migration.Source[0], migration.Target[0]);
        if (!source.IsNone && !target.IsNone && LongTermPin.IsPinned(in d.World, source))
        {
            d[target] = d[target] with { Marks = d[source].Marks, AnonVma = d[source].AnonVma, Offset = d[source].Offset };
            d.SetStatus(target, d.World.Status(source));
            d.SetStatus(source, FrameStatus.None);
            d.Get(target);
            d.Put(source);
            migration.Marks[0] |= MigrationMarks.Migrate | MigrationMarks.Committed;
        }
    }
}
