using System.Globalization;
using System.Xml;
using Hmm.Model.Exploring;
using Hmm.Tool.Checking;

namespace Hmm.Tool.Reports;

/// <summary>The result of <c>hmm check</c> as JUnit XML: a suite for each scope, a case for each claim.</summary>
/// <remarks>A claim of which nothing is known is an error, never a success.</remarks>
internal static class CheckJunit
{
    /// <summary>The XML.</summary>
    /// <param name="outcome">The result.</param>
    /// <returns>The document.</returns>
    public static string Of(CheckOutcome outcome)
    {
        using var text = new Utf8Writer();
        using (var xml = XmlWriter.Create(text, new() { Indent = true, NewLineChars = "\n", CloseOutput = false }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", $"hmm check, {outcome.Settings.What}");
            foreach (var result in outcome.Results)
            {
                Write(xml, result);
            }

            foreach (var scope in outcome.Skipped)
            {
                WriteSkipped(xml, scope);
            }

            WriteExpectations(xml, outcome);
            xml.WriteEndElement();
        }

        return text + "\n";
    }

    private static void Write(XmlWriter xml, CheckResult result)
    {
        var claims = ClaimResult.Of(result);
        Begin(xml, result.Scope.Name, claims.Length, claims.Count(static claim => claim.Status == ClaimStatus.Violated),
            claims.Count(static claim => claim.Status == ClaimStatus.Unknown), result.Exploration.Statistics.Elapsed.TotalSeconds);
        foreach (var claim in claims)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", $"{result.Protocol.Name}.{result.Scope.Name}");
            xml.WriteAttributeString("name", $"{claim.Name} {claim.Statement}");
            if (claim.Status == ClaimStatus.Violated)
            {
                var table = claim.Run is { } run ? Table(result, claim, run) : null;
                Fail(xml, "failure", $"{claim.Name} violated: {claim.Statement}", table);
            }
            else if (claim.Status == ClaimStatus.Unknown)
            {
                Fail(xml, "error", "inconclusive: the scope was not explored completely", null);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteSkipped(XmlWriter xml, string scope)
    {
        Begin(xml, scope, tests: 1, failures: 0, errors: 1, seconds: 0);
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", "explored");
        Fail(xml, "error", "inconclusive: the scope was not begun", null);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteExpectations(XmlWriter xml, CheckOutcome outcome)
    {
        if (outcome.Settings.Cover == 0)
        {
            return;
        }

        var isMet = outcome.Covered >= outcome.Settings.Cover;
        Begin(xml, "coverage", tests: 1, failures: isMet ? 0 : 1, errors: 0, seconds: 0);
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", $"{outcome.Settings.Cover} per cent of the steps are taken");
        if (!isMet)
        {
            Fail(xml, "failure", $"{outcome.Covered} per cent are", string.Join('\n', outcome.Untaken.Select(outcome.StepName)));
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Begin(XmlWriter xml, string name, int tests, int failures, int errors, double seconds)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("tests", tests.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", failures.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("errors", errors.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("time", seconds.ToString("F3", CultureInfo.InvariantCulture));
    }

    private static void Fail(XmlWriter xml, string kind, string message, string? text)
    {
        xml.WriteStartElement(kind);
        xml.WriteAttributeString("message", message);
        xml.WriteString(text ?? string.Empty);
        xml.WriteEndElement();
    }

    private static string Table(CheckResult result, ClaimResult claim, Run run)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new CounterexampleText(new(text, TextWriter.Null, HasColours: false, ShowsProgress: false)).Write(result, claim, run);
        return text.ToString();
    }
}
