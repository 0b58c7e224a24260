using System.Collections.Immutable;
using Hmm.Model.Claims;
using Hmm.Model.Operations;

namespace Hmm.Model.Protocols;

/// <summary>Heterogeneous memory management as Linux 6.12 does it.</summary>
public static class Linux612
{
    /// <summary>The protocol with a driver.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The protocol.</returns>
    public static Protocol With(Driver driver) => new("linux-6.12", driver, "Heterogeneous memory management as Linux 6.12 does it.",
        Operations(driver), Invariants.All)
    {
        Witnesses = Witnesses.All,
        Mutants = Mutants.All,
    };

    /// <summary>The protocol with a driver and extensions, the later ones on top of the earlier.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="extensions">At least one extension.</param>
    /// <returns>The extended protocol, named by its extensions, whose scopes, witnesses and mutants are the extensions'.</returns>
    public static Protocol With(Driver driver, params ImmutableArray<Extension> extensions)
    {
        var driven = extensions.Aggregate(driver, static (inner, extension) => extension.Drive(inner));
        var operations = Operations(driven).AddRange(extensions.SelectMany(extension => extension.Operations(driven)));
        var replaced = extensions.SelectMany(static extension => extension.Invariants).Select(static invariant => invariant.Id).ToHashSet();
        return new(
            string.Join('+', extensions.Select(static extension => extension.Name)),
            driver,
            string.Join(' ', extensions.Select(static extension => extension.Rule)),
            [.. operations.Select(operation => extensions.Aggregate(operation,
                (amended, extension) => extension.Splice(driven, extension.Amend(amended))))],
            [.. Invariants.All.Where(invariant => !replaced.Contains(invariant.Id)),
                .. extensions.SelectMany(static extension => extension.Invariants)])
        {
            Origin = string.Join(' ', extensions.Select(static extension => extension.Origin)),
            Witnesses = [.. extensions.SelectMany(static extension => extension.Witnesses)],
            Mutants = [.. extensions.SelectMany(static extension => extension.Mutants)],
            Scopes = [.. extensions.SelectMany(static extension => extension.Scopes)],
            DefaultScopes = [.. extensions.SelectMany(static extension => extension.Scopes).Select(static scope => scope.Name)],
        };
    }

    private static ImmutableArray<Operation> Operations(Driver driver) =>
    [
        CpuAccess.Read(driver),
        CpuAccess.Write(driver),
        DeviceAccess.Read(driver),
        DeviceAccess.Write(driver),
        MigrateToDevice.Operation(driver),
        MigrateToMemory.Operation(driver),
        Exclusive.Operation(driver),
        Exclusive.Check(),
        Snapshot.Operation(driver),
        Mapping.Map(),
        Mapping.Unmap(driver),
        Mapping.Discard(driver),
        Protect.Operation(driver),
        Move.Operation(driver),
        Truncate.Operation(driver),
        Fork.Operation(driver),
        Exit.Operation(driver),
        Exit.Reopen(driver),
    ];
}
