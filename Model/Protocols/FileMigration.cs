using System.Collections.Immutable;
using Hmm.Model.Claims;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using static Hmm.Model.Claims.Mutant;

namespace Hmm.Model.Protocols;

/// <summary>Pages of files in the memory of devices.</summary>
public static class FileMigration
{
    /// <summary>The extension.</summary>
    public static Extension Extension { get; } = new(
        "file-migration", "Pages of files migrate to a device like any others; system calls, writeback and truncation bring them back.")
    {
        Origin = "Asked for with the first proposals of heterogeneous memory management; Linux refuses such a page when the copy is to "
            + "become the page, and no kernel has it. The page cache's slot says which copy counts. The file knows of every first write, "
            + "so that it knows what to store, and what a device may write is stored only after it came back.",
        Operations = FileCalls.All,
        Amend = LockedFault.Extension.Amend,
        Splice = FileCache.Amend,
        Invariants =
        [
            new("I29", "A page of a file has one copy that counts: what a table maps of it is the page cache's.", FileClaims.OneCopy),
            new("F1", "No page in a device's memory is being stored.", FileClaims.NotStoredFromDevice),
            new("F2", "While a page is being stored, neither the CPU nor a device may write it.", FileClaims.StableWhileStored),
            new("F3", "A cached page that is neither dirty nor being stored is stored as it is.", FileClaims.CleanIsStored),
        ],
        Witnesses =
        [
            new("FW1", "A page of a file is in a device's memory.", "file", static (in world) => IsAway(in world)),
            new("FW2", "A device may write a page of a file in its own memory.", "file", static (in world) => IsAway(in world)
                && Claims.Witnesses.Mirrored(in world, static entry => entry.Access == MirrorAccess.Write)),
            new("FW3", "A page is dirty in a device's memory.", "file", static (in world) => IsAway(in world)
                && (world.Status(world.Cached(1, 0)) & FrameStatus.Dirty) != 0),
            new("FW4", "A page comes back to be stored.", "file", static (in world) =>
                Claims.Witnesses.Flies(in world, static flight => flight.Migration.Whole) && IsAway(in world)),
            new("FW5", "What a device wrote is stored.", "file", static (in world) => world.Stored(0, 0) == DeviceValue),
            new("FW6", "A page that is in no table is in a device's memory.", "file-calls", static (in world) =>
                IsAway(in world) && world[world.Cached(1, 0)] is { Mappings: 0, Locker: 0 }),
            new("FW7", "A file is cut while a page of it is in a device's memory.", "file-calls", static (in world) =>
                IsAway(in world) && world.Length(1) == 0),
        ],
        Mutants = Mutants(),
        Scopes = Scopes(),
    };

    private const ushort DeviceValue = 2;

    private static bool IsAway(in World world) => world[world.Cached(1, 0)].Kind == FrameKind.Private;

    private static ImmutableArray<Mutant> Mutants() =>
    [
        new("slot-kept", "A migration leaves the old page in the page cache.", "file", AndThen("make the copy the page", static d =>
        {
            ref var migration = ref d.Me.Migration;
            if ((migration.Marks[migration.Cursor] & MigrationMarks.Committed) != 0)
            {
                d.SetCached(1, 0, migration.Source[migration.Cursor]);
            }
        })),
        new("dirty-left-behind", "A migration forgets that the page was dirty.", "file", AndThen("make the copy the page", static d =>
        {
            ref var migration = ref d.Me.Migration;
            d.SetStatus(migration.Target[migration.Cursor], FrameStatus.None);
        })),
        new("stored-from-device", "A page is stored without bringing it back.", "file", static step =>
            step.Label == "bring it back first" ? step with { Jumps = step.Jumps.RemoveAt(0) } : step),
        new("clean-unannounced", "Writeback takes the right to write without telling the devices.", "file",
            DoNotAnnounce("announce the write protection", "end the write protection's notice")),
        new("clean-forgotten", "Writeback leaves the entries writable.", "file", AndThen("write-protect the entry", static d =>
        {
            var place = d.Me.Migration.Mapping;
            if (d[place].Kind == PteKind.Present)
            {
                d[place] = d[place].With(Access.Write);
            }
        })),
        new("written-while-stored", "A fault does not wait while the page is being stored.", "file", DoNotWait("make the entry writable")),
        new("cut-and-mapped", "Truncation drops a page that a fault has mapped meanwhile.", "file-calls", static step =>
            step.Label.EndsWith("find the page in the cache", StringComparison.Ordinal) ? step with { Guard = null } : step),
    ];

    private static ImmutableArray<NamedScope> Scopes() =>
    [
        new("file", "A page of a file is written by a thread and a device, which moves it to itself, and is stored.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Keeps = Kept.Files | Kept.Stored | Kept.Statuses,
            Prelude = MapFile,
            Actors = [[Write], [Call("device-write", DeviceValue), Call("migrate-to-device")], [Call("fsync")]],
        }),
        new("file-calls", "A page of a file is read, written, dropped and cut by system calls while a device moves it to itself.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Keeps = Kept.Files | Kept.Stored | Kept.Statuses,
            Prelude = MapFile,
            Actors =
            [
                [Call("file-write", 3), Call("file-read"), Cut(0), Cut(1)],
                [Call("cpu-read"), Call("discard"), Call("drop")],
                [Call("migrate-to-device")],
            ],
        }),
        new("file-ends", "A thread, a device and a system call want one page of a file: every fair run must end.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Keeps = Kept.Files | Kept.Stored | Kept.Statuses,
            Times = 1,
            Prelude = MapFile,
            Actors = [[Write], [Call("device-write", DeviceValue)], [Call("migrate-to-device")], [Call("fsync"), Call("file-write", 3)]],
        }),
        new("cut-ends", "A file is cut and made longer while a thread and a device touch its page: every fair run must end.", new Scope
        {
            Pages = 1,
            PrivateDevices = 1,
            Keeps = Kept.Files | Kept.Stored | Kept.Statuses,
            Times = 2,
            Prelude = MapFile,
            Actors = [[Call("cpu-read")], [Call("migrate-to-device")], [Cut(0), Cut(1)]],
        }),
    ];

    /// <summary>The arena becomes a shared mapping of the file, and its page is touched once.</summary>
    private static ImmutableArray<Invocation> MapFile =>
    [
        Call("unmap"),
        new("map", new Binding { Count = 1, Kind = VmaKind.FileShared, Protection = Access.Write }),
        Call("cpu-read"),
    ];

    private static Invocation Write => Call("cpu-write", 1);

    private static Invocation Cut(byte length) => new("truncate", new Binding { Count = length });

    private static Invocation Call(string operation, ushort value = 0) => new(operation, new Binding { Count = 1, Value = value });
}
