using System.Globalization;
using Hmm.Model.Exploring.Audits;

namespace Hmm.Benchmarks.MirrorCore;

/// <summary>What an audit of a reduction compared, as a line of text.</summary>
internal static class AuditInWords
{
    /// <summary>The line.</summary>
    /// <param name="scope">Pages, devices and CPU threads.</param>
    /// <param name="audit">The audit.</param>
    /// <exception cref="RefusedException">The audit objects.</exception>
    public static string Of(string scope, ReductionAudit audit)
    {
        if (audit.Objections is [var first, ..])
        {
            throw new RefusedException($"The reduction is refused, by its audit at {scope}: {first}");
        }

        var claims = audit.Broken is [] ? "no claim breaks in either" : $"the same claims break in both: {string.Join(", ", audit.Broken)}";
        return string.Create(CultureInfo.InvariantCulture,
            $"{scope}: {audit.States:N0} states, {audit.Reduced:N0} by the reduction, which are those to keep; {claims}");
    }
}
