using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hmm.Model.Exploring;

namespace Hmm.Tool.Reports;

/// <summary>Prints what came of <c>hmm check</c> for programs: one JSON object.</summary>
internal static class CheckJson
{
    /// <summary>Prints the object.</summary>
    /// <param name="results">The results of all scopes.</param>
    /// <param name="exitCode">The exit code.</param>
    /// <param name="output">Where to.</param>
    public static void Write(IReadOnlyList<CheckResult> results, int exitCode, TextWriter output)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream,
            new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("protocol", results[0].Protocol.Name);
            json.WriteString("driver", results[0].Protocol.Driver.Name);
            json.WriteNumber("exitCode", exitCode);
            json.WriteStartArray("scopes");
            foreach (var result in results)
            {
                Write(json, result);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
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
        WriteWitnesses(json, result);
        if (result.Endings is { } endings)
        {
            json.WriteString("progress", endings.GetType().Name.ToLowerInvariant());
        }

        json.WriteStartArray("findings");
        foreach (var finding in result.Exploration.Findings)
        {
            Write(json, result, finding);
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

    private static void Write(Utf8JsonWriter json, CheckResult result, Verdict finding)
    {
        var run = finding is Verdict.Violated violated ? violated.Run : ((Verdict.Deadlocked)finding).Run;
        json.WriteStartObject();
        json.WriteString("claim", finding is Verdict.Violated broken ? result.Protocol.Invariants[broken.Invariant].Id : "deadlock");
        json.WriteNumber("length", run.Steps);
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
