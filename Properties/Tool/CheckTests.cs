using System.Text.Json.Nodes;
using System.Xml.Linq;
using Hmm.Tool;

namespace Hmm.Properties.Tool;

public sealed class CheckTests : IDisposable
{
    private readonly HmmShell shell = new();

    [Theory]
    [InlineData(ExitCode.Success, "rights")]
    [InlineData(ExitCode.Violated, "--mutant", "mutex-kept")]
    [InlineData(ExitCode.Success, "--mutant", "mutex-kept", "--expect", "I25")]
    [InlineData(ExitCode.Violated, "--mutant", "mutex-kept", "--expect", "I1")]
    [InlineData(ExitCode.Violated, "rights", "--expect", "I1")]
    [InlineData(ExitCode.Success, "rights", "--mutant", "private-stays-writable", "--only", "I3")]
    [InlineData(ExitCode.Success, "rights", "--cover", "20")]
    [InlineData(ExitCode.Violated, "rights", "--cover", "100")]
    [InlineData(ExitCode.Inconclusive, "page", "--megabytes", "1")]
    [InlineData(ExitCode.Inconclusive, "page", "--megabytes", "1", "--expect", "I1")]
    [InlineData(ExitCode.Inconclusive, "page", "--megabytes", "1", "--cover", "100")]
    [InlineData(ExitCode.Usage, "--only", "I99")]
    [InlineData(ExitCode.Usage, "--mutant", "nothing")]
    public void The_exit_code_says_what_came_of_it(int code, params string[] arguments) =>
        Assert.Equal(code, shell.Run(["check", .. arguments]).Code);

    [Fact]
    public void Who_interrupts_is_told_what_was_seen_and_what_was_not()
    {
        // Long enough to begin on a busy machine; the scope takes minutes.
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(8));

        var (code, output, _) = shell.Run(stop.Token, "check", "devices", "coherent");

        Assert.Equal(ExitCode.Inconclusive, code);
        Assert.Contains("interrupted: ", output, StringComparison.Ordinal);
        Assert.Contains("Not begun: coherent.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Junit_has_a_case_for_each_claim_and_no_success_where_nothing_is_known()
    {
        var suite = Junit("--mutant", "mutex-kept");
        Assert.Equal(("page", "1"), ((string)suite.Attribute("name")!, (string)suite.Attribute("failures")!));
        Assert.Equal((int)suite.Attribute("tests")!, suite.Elements("testcase").Count());
        Assert.All(suite.Elements("testcase"), static claim => Assert.NotNull(claim.Element("failure") ?? claim.Element("error")));
        Assert.Contains("hmm replay hmm1:", suite.Descendants("failure").Single().Value, StringComparison.Ordinal);

        Assert.All(Junit("rights").Elements("testcase"), static claim => Assert.Empty(claim.Elements()));
    }

    [Fact]
    public void Sarif_has_the_run_as_a_code_flow()
    {
        var log = JsonNode.Parse(shell.Run("check", "--mutant", "mutex-kept", "--format", "sarif").Output)!;

        Assert.Equal("2.1.0", (string)log["version"]!);
        var result = Assert.Single(log["runs"]![0]!["results"]!.AsArray())!;
        Assert.Equal("I25", (string)result["ruleId"]!);
        Assert.Contains(log["runs"]![0]!["tool"]!["driver"]!["rules"]!.AsArray(), static rule => (string)rule!["id"]! == "I25");
        Assert.Equal(5, result["codeFlows"]![0]!["threadFlows"]![0]!["locations"]!.AsArray().Count);
    }

    [Fact]
    public void Json_names_what_is_violated_and_what_no_step_took()
    {
        var report = JsonNode.Parse(shell.Run("check", "--mutant", "mutex-kept", "--format", "json").Output)!;

        Assert.Equal((1, "mutex-kept", 1, "I25"), ((int)report["version"]!, (string)report["mutant"]!, (int)report["exitCode"]!,
            (string)report["violated"]!.AsArray().Single()!));
        Assert.NotEmpty(report["neverTaken"]!.AsArray());
        Assert.DoesNotContain(report["scopes"]![0]!["claims"]!.AsArray(), static claim => (string)claim!["status"]! == "holds");
    }

    [Fact]
    public void An_annotation_names_claim_and_token_on_one_line()
    {
        var output = shell.Run("check", "--mutant", "mutex-kept", "--github").Output;

        var annotation = Assert.Single(output.Split('\n'), static line => line.StartsWith("::error ", StringComparison.Ordinal));
        Assert.Contains("title=I25 violated in scope page::", annotation, StringComparison.Ordinal);
        Assert.Contains("%0Ahmm replay hmm1:linux-6.12/mutex-kept:reference:page:", annotation, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_counterexample_can_be_replayed_even_of_a_mutant()
    {
        Assert.Equal(ExitCode.Usage, shell.Run("replay", "--last").Code);
        shell.Run("check", "--mutant", "mutex-kept");

        Assert.Equal(ExitCode.Violated, shell.Run("replay", "--last").Code);
        Assert.Equal(ExitCode.Success, shell.Run("replay", "--last", "--expect", "I25").Code);
        Assert.Equal(ExitCode.Violated, shell.Run("replay", "--last", "--expect", "I1").Code);
    }

    [Fact]
    public void A_token_that_cannot_be_kept_changes_nothing()
    {
        shell.Write("state", "a file where the folder would be");

        var (code, _, error) = shell.Run("check", "--mutant", "mutex-kept");

        Assert.Equal((ExitCode.Violated, string.Empty), (code, error));
    }

    public void Dispose() => shell.Dispose();

    private XElement Junit(params string[] arguments) =>
        XDocument.Parse(shell.Run(["check", .. arguments, "--format", "junit"]).Output).Root!.Element("testsuite")!;
}
