using System.Globalization;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Steps;

namespace Hmm.Benchmarks.MirrorCore.Steps;

/// <summary>mirror-core written in operations and steps.</summary>
internal sealed class SteppedMirrorCore : IMirrorCore
{
    public string Name => "steps";

    public Report Explore(Request request)
    {
        if (request.Reduction == Reduction.Merge)
        {
            StepAudit.CheckDiscipline(request.Mutant);
        }

        var system = new StepSystem<MirrorWorld>(Protocol(request));
        return Measurement.Of(
            Name,
            request,
            (options, cancellation) => Explorer.Explore(system, options, cancellation),
            run => [.. StepExplanation.Of(system, run).Select(static step => step.ToString())]);
    }

    public IReadOnlyList<string> Audit(Request request) => StepAudit.Of(request);

    /// <summary>The protocol that is asked for, reduced as is asked for.</summary>
    internal static StepProtocol<MirrorWorld> Protocol(Request request)
    {
        Check("pages", request.Pages, MirrorWorld.PagesMax);
        Check("devices", request.Devices, MirrorWorld.DevicesMax);
        Check("threads", request.Threads, MirrorWorld.ThreadsMax);
        if (request.Reduction == Reduction.Chain)
        {
            throw new RefusedException("Chains are a reduction of the packed system; the steps have symmetry and merge.");
        }

        var protocol = MirrorProtocol.Of(request.Pages, request.Devices, request.Threads, request.Mutant) with
        {
            Symmetry = request.IsSymmetric
                ? new MirrorSymmetry(request.Pages, request.Devices, request.Threads).Canonicalize
                : null,
        };
        return request.Reduction == Reduction.Merge ? protocol.Merged(MirrorOperations.DriverLock) : protocol;
    }

    private static void Check(string what, int count, int most)
    {
        if (count < 1 || count > most)
        {
            throw new RefusedException(string.Create(CultureInfo.InvariantCulture, $"The steps have 1 to {most} {what}, not {count}."));
        }
    }
}
