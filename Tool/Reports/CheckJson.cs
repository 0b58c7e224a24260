using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hmm.Model.Exploring;
using Hmm.Tool.Checking;

namespace Hmm.Tool.Reports;

/// <summary>Prints what came of <c>hmm check</c> for programs: one JSON object.</summary>
internal static class CheckJson
{
    /// <summary>The version of the form: it grows when a member goes or changes its meaning, not when one is added.</summary>
    private const int Version = 1;

    /// <summary>The object.</summary>
    /// <param name="outcome">The result.</param>
    /// <returns>JSON.</returns>
    public static string Of(CheckOutcome outcome)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream,
            new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("protocol", outcome.Settings.Protocol.Name);
            json.WriteString("driver", outcome.Settings.Protocol.Driver.Name);
            json.WriteString("mutant", outcome.Settings.Mutant?.Name);
            json.WriteNumber("exitCode", outcome.ExitCode);
            WriteNames(json, "violated", outcome.Violated);
            json.WriteStartArray("scopes");
            foreach (var result in outcome.Results)
            {
                Write(json, result);
            }

            json.WriteEndArray();
            WriteNames(json, "notBegun", outcome.Skipped);
            json.WriteNumber("covered", outcome.Covered);
            WriteNames(json, "neverTaken", outcome.Untaken.Select(outcome.StepName));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<string> names)
    {
        json.WriteStartArray(name);
        foreach (var each in names)
        {
            json.WriteStringValue(each);
        }

        json.WriteEndArray();
    }

    private static void WriteClaims(Utf8JsonWriter json, CheckResult result)
    {
        json.WriteStartArray("claims");
        foreach (var claim in ClaimResult.Of(result))
        {
            json.WriteStartObject();
            json.WriteString("kind", claim.Kind);
            json.WriteString("name", claim.Name);
            json.WriteString("status", claim.Status.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, CheckResult result)
    {
        var counts = result.Exploration.Statistics;
        json.WriteStartObject();
        json.WriteString("name", result.Scope.Name);
        json.WriteString("scope", result.Scope.Scope.ToString());
        json.WriteBoolean("complete", result.Exploration.Verdict is Verdict.Verified);
        json.WriteNumber("worlds", counts.States);
        json.WriteNumber("steps", counts.Transitions);
        json.WriteNumber("depth", counts.Depth);
        json.WriteNumber("seconds", Math.Round(counts.Elapsed.TotalSeconds, 3));
        json.WriteNumber("bytes", counts.Bytes);
        json.WriteNumber("stepsTaken", result.Taken);
        json.WriteNumber("stepsInScope", result.Steps.Length);
        WriteClaims(json, result);
        WriteWitnesses(json, result);
        if (result.Endings is { } endings)
        {
            json.WriteString("progress", endings.GetType().Name.ToLowerInvariant());
        }

        json.WriteStartArray("findings");
        foreach (var claim in ClaimResult.Of(result).Where(static claim => claim.Run is not null))
        {
            Write(json, result, claim.Name, claim.Run!);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteWitnesses(Utf8JsonWriter json, CheckResult result)
    {
        json.WriteStartArray("witnesses");
        for (var i = 0; i < result.System.Witnesses.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("id", result.System.Witnesses[i].Id);
            json.WriteNumber("depth", result.System.DepthOf(result.Exploration.Statistics, i));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, CheckResult result, string claim, Run run)
    {
        json.WriteStartObject();
        json.WriteString("claim", claim);
        json.WriteNumber("length", run.Steps);
        json.WriteNumber("loop", run.Loop);
        json.WriteString("token", result.Token(run).ToString());
        json.WriteStartArray("run");
        foreach (var step in Explanation.Of(result.System, result.Protocol, run))
        {
            json.WriteStartObject();
            json.WriteNumber("actor", step.Actor);
            json.WriteString("operation", step.Operation);
            json.WriteString("step", step.Label);
            json.WriteString("source", step.Source);
            json.WriteStartArray("changed");
            foreach (var change in step.Changes)
            {
                json.WriteStringValue(change.ToString());
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
