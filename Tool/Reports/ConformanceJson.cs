using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hmm.Tool.Reports;

/// <summary>Prints what came of <c>hmm conform</c> for programs: one JSON object.</summary>
internal static class ConformanceJson
{
    /// <summary>Prints the object.</summary>
    /// <param name="report">What came of all traces.</param>
    /// <param name="output">Where to.</param>
    public static void Write(ConformanceReport report, TextWriter output)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream,
            new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("protocol", report.Protocol);
            json.WriteNumber("sequences", report.Sequences);
            json.WriteNumber("records", report.Records);
            json.WriteNumber("agreed", report.Agreed);
            json.WriteNumber("sections", report.Sections);
            json.WriteNumber("explained", report.Explained);
            json.WriteNumber("seconds", Math.Round(report.Time.TotalSeconds, 3));
            json.WriteNumber("recordsPerSecond", Math.Round(report.RecordsPerSecond));
            json.WriteBoolean("complete", !report.WasStopped && report.Files.All(file => file.Problem is null));
            WriteDifferences(json, report);
            WriteErrors(json, report);
            WriteCoverage(json, report);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void WriteDifferences(Utf8JsonWriter json, ConformanceReport report)
    {
        json.WriteStartArray("differences");
        foreach (var (_, difference) in report.Files.SelectMany(file => file.Differences))
        {
            json.WriteStartObject();
            json.WriteString("file", difference.File);
            json.WriteNumber("seed", difference.Seed);
            json.WriteNumber("index", difference.Index);
            json.WriteString("field", difference.Field);
            json.WriteString("kernel", difference.Kernel);
            json.WriteString("model", difference.Model);
            json.WriteString("rule", difference.Rule);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteErrors(Utf8JsonWriter json, ConformanceReport report)
    {
        json.WriteStartArray("errors");
        foreach (var problem in report.Files.Select(file => file.Problem).OfType<Problem>())
        {
            json.WriteStartObject();
            json.WriteString("what", problem.What);
            json.WriteString("where", problem.Where);
            json.WriteString("why", problem.Why);
            json.WriteString("next", problem.Next);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCoverage(Utf8JsonWriter json, ConformanceReport report)
    {
        if (report.Coverage is not { } coverage)
        {
            return;
        }

        json.WriteStartObject("coverage");
        WriteCounted(json, "transitions", [.. coverage.Lives.SelectMany(life =>
            life.Transitions.Select(row => row with { Name = $"{life.Name}: {row.Name}" }))]);
        WriteCounted(json, "choices", coverage.Choices);
        WriteCounted(json, "ways", coverage.Ways);
        WriteCounted(json, "broken", coverage.Broken);
        json.WriteEndObject();
    }

    private static void WriteCounted(Utf8JsonWriter json, string name, ImmutableArray<Counted> rows)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            json.WriteNumber("records", row.Records);
            if (row.Reached is { } reached)
            {
                json.WriteNumber("reached", reached);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
