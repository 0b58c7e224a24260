using System.Globalization;
using Hmm.Model.Exploring.Audits;
using Hmm.Model.Exploring.Steps;

namespace Hmm.Benchmarks.MirrorCore.Steps;

/// <summary>Audits the reductions of mirror-core in steps, in scopes with two of each but one.</summary>
internal static class StepAudit
{
    private static readonly (int Pages, int Devices, int Threads)[] Scopes = [(1, 2, 2), (2, 1, 2)];

    /// <summary>Refuses to merge sections where their lock does not guard what it should.</summary>
    public static void CheckDiscipline(int mutant)
    {
        foreach (var (pages, devices, threads) in Scopes)
        {
            var protocol = MirrorProtocol.Of(pages, devices, threads, mutant);
            if (SectionAudit.Discipline(protocol, MirrorOperations.DriverLock) is { } objection)
            {
                throw Refused(objection);
            }
        }
    }

    /// <summary>Compares a reduction with the protocol itself.</summary>
    public static IReadOnlyList<string> Of(Request request) => [.. Scopes.Select(scope => Compare(request with
    {
        Pages = scope.Pages, Devices = scope.Devices, Threads = scope.Threads,
    }))];

    private static string Compare(Request request)
    {
        var full = SteppedMirrorCore.Protocol(request with { Reduction = Reduction.None });
        var reduced = SteppedMirrorCore.Protocol(request);
        if (request.Reduction == Reduction.Merge
            && SectionAudit.Objections(full, MirrorOperations.DriverLock) is [var first, ..])
        {
            throw Refused(first);
        }

        var system = new StepSystem<MirrorWorld>(full);
        var (plan, actors) = (reduced.Plan, full.Actors.Length);
        var audit = ReductionAudit.Of(system, new StepSystem<MirrorWorld>(reduced), state =>
        {
            var world = system.Decode(state);
            var isKept = true;
            for (var actor = 0; actor < actors; actor++)
            {
                var at = MirrorWorld.Position(ref world, actor);
                isKept &= at == 0 || !plan.Step(at).IsLocal;
            }

            return isKept;
        });
        return AuditInWords.Of(string.Create(CultureInfo.InvariantCulture, $"{request.Pages},{request.Devices},{request.Threads}"), audit);
    }

    private static RefusedException Refused(string objection) => new(
        "The reduction by lock sections is refused, because it would hide what happens inside them." + Environment.NewLine + objection);
}
