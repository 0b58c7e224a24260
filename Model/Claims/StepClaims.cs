namespace Hmm.Model.Claims;

/// <summary>Invariants that the steps themselves check, and record in the world when they are broken.</summary>
internal static class StepClaims
{
    public static Check Of(ViolationKind kind) => (in World world) => world.Violation.Kind == kind ? At(in world) : null;

    private static Finding At(in World world) => world.Violation.Kind switch
    {
        ViolationKind.Page or ViolationKind.MigrationEntry or ViolationKind.Data or ViolationKind.Atomicity =>
            new(new(world.Violation.First, world.Violation.Second)),
        ViolationKind.UseAfterFree or ViolationKind.Bus => new(new(world.Violation.First, world.Violation.Second), world.Violation.State),
        ViolationKind.DeviceFrame or ViolationKind.Count => new(default, -1, new(world.Violation.First)),
        _ => new Finding(default),
    };
}
