using System.Collections.Immutable;
using Hmm.Model;
using Hmm.Model.Claims;
using Hmm.Model.Locking;
using Hmm.Model.Protocols;

namespace Hmm.Tool.Viewer;

/// <summary>What is broken in a world, and which of its cells say so.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="alternatives">Knows who waits.</param>
internal sealed class BrokenClaims(Protocol protocol, AlternativeTable alternatives)
{
    /// <summary>The claims that a world breaks.</summary>
    /// <param name="world">The world.</param>
    /// <returns>The claims; a deadlock is one.</returns>
    public ImmutableArray<ViewedClaim> In(World world)
    {
        var claims = protocol.Invariants
            .Select(invariant => (Invariant: invariant, Finding: invariant.Check(in world)))
            .Where(static broken => broken.Finding is not null)
            .Select(broken => new ViewedClaim(broken.Invariant.Id, broken.Invariant.Statement,
                broken.Finding!.Value.Describe(in world), CellsOf(in world, broken.Finding.Value)));
        return alternatives.IsStuck(in world) ? [.. claims, Deadlock(in world)] : [.. claims];
    }

    private ViewedClaim Deadlock(in World world) => new(
        ClaimNames.Deadlock,
        ClaimNames.DeadlockStatement,
        string.Join("; ", alternatives.Waiting(in world).Select(static one => $"a{one.Actor} in {one.Operation} waits: {one.Waits}")),
        []);

    private static ImmutableArray<string> CellsOf(in World world, Finding finding)
    {
        var violation = world.Violation;
        if (violation.Kind == ViolationKind.LockOrder)
        {
            string[] classes = [LockClasses.All[violation.First].Name, LockClasses.All[violation.Second].Name];
            var holder = $"a{violation.Actor}";
            return
            [
                .. CellValues.Of(in world)
                    .Where(held => classes.Contains(held.Key.Split('[')[0]) && held.Value.Contains(holder, StringComparison.Ordinal))
                    .Select(static held => held.Key),
            ];
        }

        var cells = ImmutableArray.CreateBuilder<string>();
        if (finding.Device >= 0)
        {
            cells.Add($"mirror[d{finding.Device},{finding.Place}]");
        }

        if (finding.Device >= 0 || finding.Frame.IsNone || finding.Place != default || world[finding.Place].Frame == finding.Frame)
        {
            cells.Add($"cpu[{finding.Place}]");
        }

        if (!finding.Frame.IsNone)
        {
            cells.Add(finding.Frame.ToString());
        }

        return cells.ToImmutable();
    }
}
