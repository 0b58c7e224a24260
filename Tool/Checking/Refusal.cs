using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Reductions;
using Hmm.Model.Protocols;

namespace Hmm.Tool.Checking;

/// <summary>Refuses a reduction that its audit speaks against.</summary>
internal static class Refusal
{
    /// <summary>Audits the reduction of a check.</summary>
    /// <param name="settings">The check.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="stop">Ends the audit.</param>
    /// <exception cref="ProblemException">The reduction is refused.</exception>
    public static void IfAny(CheckSettings settings, NamedScope scope, CancellationToken stop)
    {
        if (!settings.Audits
            || ReductionAudit.Of(settings.Protocol, scope.Scope, settings.Reduction, settings.Explorer, stop) is not [var objection, ..])
        {
            return;
        }

        var protocol = settings.Protocol;
        var next = objection.Run is { } run && settings.Mutant is null
            ? "Explore without --reduce. See where: hmm replay "
                + ReplayToken.Of(protocol.Name, Drivers.NameOf(protocol.Driver), scope.Name, protocol.Plan, run)
            : "Explore without --reduce.";
        throw new ProblemException(new("The reduction is refused.", $"hmm check {scope.Name}", objection.Reason, next));
    }
}
