using Hmm.Model.Claims;
using Hmm.Model.Operations;

namespace Hmm.Model.Protocols;

/// <summary>Heterogeneous memory management as Linux 6.12 does it.</summary>
public static class Linux612
{
    /// <summary>The protocol with a driver and a mistake.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="mutant">The mistake.</param>
    /// <returns>The mutated protocol.</returns>
    public static Protocol With(Driver driver, Mutant mutant)
    {
        ArgumentNullException.ThrowIfNull(mutant);
        var right = With(driver);
        return new(right.Name, driver, $"{right.Rule} With the mistake '{mutant.Name}'.",
            [.. right.Operations.Select(mutant.Apply)], right.Invariants);
    }

    /// <summary>The protocol with a driver.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The protocol.</returns>
    public static Protocol With(Driver driver) => new("linux-6.12", driver, "Heterogeneous memory management as Linux 6.12 does it.",
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
    ],
    Invariants.All);
}
