using System.Collections.Immutable;
using Hmm.Tool.Reports;

namespace Hmm.Tool.Viewer;

/// <summary>Everything that the model is held to, in one go.</summary>
/// <param name="Checks">What came of exploring each scope of each protocol.</param>
/// <param name="Killings">For each protocol with mutants, by name, which claim notices each.</param>
/// <param name="Conformance">What came of replaying the recorded traces, with what they cover.</param>
internal sealed record WholeRun(
    ImmutableArray<CheckResult> Checks,
    ImmutableArray<(string Protocol, ImmutableArray<Killing> Mutants)> Killings,
    ConformanceReport Conformance)
{
    /// <summary>The mutants that no claim notices.</summary>
    public int Survivors => Killings.Sum(static killed => killed.Mutants.Count(static mutant => mutant.Claims.IsEmpty));

    /// <summary>A broken claim outweighs a trace that differs, and that outweighs what is left open.</summary>
    public int ExitCode
    {
        get
        {
            var codes = Checks.Select(static result => result.ExitCode).Append(Conformance.ExitCode).ToList();
            return Survivors > 0 || codes.Contains(Tool.ExitCode.Violated) ? Tool.ExitCode.Violated
                : codes.Contains(Tool.ExitCode.Differs) ? Tool.ExitCode.Differs
                : codes.Max();
        }
    }
}
