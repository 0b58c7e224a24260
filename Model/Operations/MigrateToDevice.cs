using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>A device has a range moved into its memory (lib/test_hmm.c:dmirror_migrate_to_device).</summary>
public static class MigrateToDevice
{
    /// <summary>-EINVAL.</summary>
    public const int Invalid = -22;

    /// <summary>The operation.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Operation(Driver driver)
    {
        ArgumentNullException.ThrowIfNull(driver);
        return new("migrate-to-device", Role.Device,
        [
            Take(LockClasses.Mmap, LockMode.Read),
            Note("start with the first page", static d => d.Me.Cursor = d.At.Page),
            Note("look up the VMA", static d => Begin(d, MigrationSelect.System))
                .If(static d => d.Me.Status != 0, "refuse"),
            .. Migration.Setup(driver),
            .. Group.Of("copy", driver.CopyToDevice()),
            .. Migration.Pages(driver),
            .. Group.Of("map", driver.MapMoved()),
            .. Migration.Finish(),
            Note("go on behind the VMA", static d => d.Me.Cursor = d.Me.Limit)
                .If(static d => d.Me.Cursor < d.At.End, "look up the VMA"),
            Release(LockClasses.Mmap, LockMode.Read),
            .. driver.Conclude(),
            Note("finished", static _ => { }).Then(Group.Done),
            Do("refuse", static d =>
            {
                d.Return(d.Me.Status);
                d.Release(LockClasses.Mmap.First + d.At.Space);
            }) with { Releases = [new(LockClasses.Mmap, LockMode.Read)], Mover = Mover.Left },
        ])
        {
            Rule = "A device moves a range into its memory; what cannot move stays, and the call succeeds if the mirror has every page.",
        };
    }

    /// <summary>Sets up the migration of the part of the range that lies in the next VMA.</summary>
    /// <param name="d">The draft.</param>
    /// <param name="select">What to collect.</param>
    internal static void Begin(Draft d, MigrationSelect select)
    {
        var place = new Place(d.At.Space, d.Me.Cursor);
        var vma = d.World.Vma(place);
        d.Me.Status = !vma.IsMapped || vma.Protection == Access.None ? (short)Invalid : (short)0;
        if (d.Me.Status != 0)
        {
            return;
        }

        d.Me.Limit = (byte)Math.Min(AddressSpace.Extent(in d.World, place).End, d.At.End);
        d.Me.Migration = new()
        {
            Space = d.At.Space,
            Start = d.Me.Cursor,
            End = d.Me.Limit,
            Select = select,
            Device = d.At.Device,
            Mirror = d.At.Space,
        };
    }
}
