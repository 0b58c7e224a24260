using Hmm.Model.Claims;
using Hmm.Model.Memory;
using Hmm.Model.Operations;

namespace Hmm.Model.Protocols;

/// <summary>The migration helper by itself: any range, any engine that copies, no mirror of one's own.</summary>
/// <remarks>With the fault of Linux 6.15: in that of 6.12, two faults on a page of device memory can starve each other.</remarks>
public static class MigrateAnywhere
{
    private const string Anywhere = "anywhere";
    private const string Cached = "cached";

    /// <summary>The extension.</summary>
    public static Extension Extension { get; } = new(
        "migrate-anywhere", "A range of any mapping moves to other system memory, copied by an engine that belongs to no mirror.")
    {
        Origin = "The second feature of the thirteenth version, said to be useful outside of heterogeneous memory management. Linux has it "
            + "as migrate_vma_setup, which any driver may use for private memory; for pages of files, which the helper takes here too, "
            + "Linux 6.12 moves them between system memory in mm/migrate.c alone.",
        Operations = static driver => [EngineCopy.MigrateRange(driver)],
        Amend = static operation => LockedFault.Extension.Amend(operation).Amend("make the copy the page", EngineCopy.Committing),
        Invariants = EngineClaims.Invariants,
        Witnesses = EngineClaims.Witnesses(Anywhere, Cached),
        Mutants = EngineClaims.Mutants(Anywhere, Cached),
        Scopes =
        [
            new(Anywhere, "An engine moves a page that a thread and a device write, and that the device takes to its own memory.", new Scope
            {
                Pages = 1,
                PrivateDevices = 1,
                Times = 2,
                Actors =
                [
                    [Call("cpu-write", 0, 1, 1), Call("discard", 0, 1)],
                    [Call("migrate-range", 0, 1)],
                    [Call("device-write", 0, 1, 2), Call("migrate-to-device", 0, 1)],
                ],
            }),
            new(Cached, "An engine moves a page of a file that is truncated and grows again.", new Scope
            {
                Pages = 1,
                PrivateDevices = 1,
                Times = 2,
                Keeps = Kept.Files,
                Prelude = [Call("unmap", 0, 1), Map(0), Call("cpu-write", 0, 1, 1)],
                Actors =
                [
                    [Call("cpu-write", 0, 1, 3), Call("truncate", 0, 0), Call("truncate", 0, 1)],
                    [Call("migrate-range", 0, 1)],
                    [Call("device-write", 0, 1, 2)],
                ],
            }),
            new("mixed", "An engine moves a range of private memory and of a file, while a device writes both.", new Scope
            {
                Pages = 2,
                PrivateDevices = 1,
                Times = 1,
                Keeps = Kept.Files,
                Prelude = [Call("unmap", 1, 1), Map(1), Call("device-write", 0, 2, 2)],
                Actors =
                [
                    [Call("cpu-write", 0, 1, 4), Call("cpu-write", 1, 1, 5), Call("discard", 0, 2)],
                    [Call("migrate-range", 0, 2)],
                    [Call("device-write", 0, 2, 6)],
                ],
            }),
            new("shared", "An engine moves a page that fork shared, while either process writes it.", new Scope
            {
                Pages = 1,
                PrivateDevices = 1,
                Spaces = 2,
                Times = 1,
                Prelude = [Call("device-write", 0, 1, 2), new("fork", new() { To = 1 })],
                Actors =
                [
                    [Call("cpu-write", 0, 1, 3), Call("device-write", 0, 1, 4)],
                    [Call("migrate-range", 0, 1)],
                    [new("cpu-write", new() { Space = 1, Count = 1, Value = 5 }), new("unmap", new() { Space = 1, Count = 1 })],
                ],
            }),
        ],
    };

    private static Invocation Map(int page) => new("map", new()
    {
        Page = (byte)page,
        Count = 1,
        Kind = VmaKind.FileShared,
        Protection = Access.Write,
    });

    private static Invocation Call(string operation, int page, int count, ushort value = 0) =>
        new(operation, new Binding { Page = (byte)page, Count = (byte)count, Value = value });
}
