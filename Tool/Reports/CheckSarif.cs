using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hmm.Model.Exploring;
using Hmm.Tool.Checking;

namespace Hmm.Tool.Reports;

/// <summary>The result of <c>hmm check</c> as SARIF 2.1.0: the claims are the rules, each counterexample is a result with its run as a
/// code flow.</summary>
internal static class CheckSarif
{
    private static readonly JsonSerializerOptions Form =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON.</summary>
    /// <param name="outcome">The result.</param>
    /// <returns>The log.</returns>
    public static string Of(CheckOutcome outcome)
    {
        var rules = outcome.Results.SelectMany(static result => ClaimResult.Of(result))
            .DistinctBy(static claim => claim.Name)
            .Select(static claim => new JsonObject { ["id"] = claim.Name, ["shortDescription"] = Message(claim.Statement) });
        var run = new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "hmm",
                    ["version"] = typeof(CheckSarif).Assembly.GetName().Version!.ToString(3),
                    ["rules"] = new JsonArray([.. rules]),
                },
            },
            ["invocations"] = new JsonArray(new JsonObject
            {
                ["executionSuccessful"] = outcome.ExitCode != ExitCode.Inconclusive,
                ["exitCode"] = outcome.ExitCode,
            }),
            ["results"] = new JsonArray([.. outcome.Results.SelectMany(Results)]),
        };
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(run),
        }.ToJsonString(Form) + "\n";
    }

    private static IEnumerable<JsonNode> Results(CheckResult result) =>
        ClaimResult.Of(result).Where(static claim => claim.Status == ClaimStatus.Violated).Select(claim => Result(result, claim));

    private static JsonObject Result(CheckResult result, ClaimResult claim)
    {
        var json = new JsonObject
        {
            ["ruleId"] = claim.Name,
            ["level"] = "error",
            ["message"] = Message($"{claim.Name} violated in scope {result.Scope.Name}. {claim.Statement}"),
        };
        if (claim.Run is not { } run)
        {
            return json;
        }

        var steps = Explanation.Of(result.System, result.Protocol, run);
        var role = run.Loop > 0 ? "the step that closes the loop" : "the step that breaks the claim";
        json["locations"] = new JsonArray(Location(steps[^1], role));
        json["partialFingerprints"] = new JsonObject { ["claimAndLastStep/v1"] = $"{claim.Name}:{steps[^1].Operation}:{steps[^1].Label}" };
        json["codeFlows"] = new JsonArray(new JsonObject
        {
            ["message"] = Message($"hmm replay {result.Token(run)}"),
            ["threadFlows"] = new JsonArray(new JsonObject
            {
                ["locations"] = new JsonArray([.. steps.Select(static step => new JsonObject
                {
                    ["location"] = Location(step, $"actor {step.Actor}: {string.Join("; ", step.Changes)}"),
                })]),
            }),
        });
        return json;
    }

    private static JsonObject Location(ExplainedStep step, string message) => new()
    {
        ["message"] = Message(message),
        ["logicalLocations"] = new JsonArray(new JsonObject
        {
            ["name"] = step.Label,
            ["fullyQualifiedName"] = $"{step.Operation} / {step.Label}",
            ["kind"] = "function",
        }),
    };

    private static JsonObject Message(string text) => new() { ["text"] = text };
}
