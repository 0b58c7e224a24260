using System.Text.Json.Nodes;
using System.Xml.Linq;
using Hmm.Tool;
using Hmm.Tool.Graphs;
using Hmm.Tool.Topics;
using ToolProtocols = Hmm.Tool.Protocols;

namespace Hmm.Properties.Tool;

public sealed class NameTests : IDisposable
{
    private const string Awkward = "a \"b\" <c> & \\d; #e\nf | g";

    private readonly HmmShell shell = new();

    public static TheoryData<string> Operations => [.. Named("operations")];

    [Theory]
    [InlineData("Did you mean check?", "chekc")]
    [InlineData("Did you mean --protocol?", "check", "--protcol", "documented")]
    [InlineData("Did you mean writers?", "check", "writer")]
    [InlineData("Did you mean test-hmm?", "check", "--driver", "test-hm")]
    [InlineData("Did you mean no-retry?", "mutate", "noretry")]
    [InlineData("Did you mean claims?", "list", "claim")]
    [InlineData("Did you mean migrate-to-memory", "explain", "migrate-to-memroy")]
    [InlineData("Did you mean subscription?", "graph", "subscriptions")]
    [InlineData("Did you mean fish", "completion", "fsh")]
    public void A_name_that_there_is_not_gets_the_one_that_was_meant(string hint, params string[] arguments)
    {
        var (code, _, error) = shell.Run(arguments);

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(hint, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check", "hmm c")]
    [InlineData("--expect", "hmm check --exp")]
    [InlineData("documented", "hmm check --protocol ")]
    [InlineData("writers", "hmm check wr")]
    [InlineData("I25", "hmm check --only I2")]
    [InlineData("mutex-kept", "hmm check --mutant mut")]
    [InlineData("no-retry", "hmm mutate no")]
    [InlineData("driver_mutex", "hmm explain dri")]
    [InlineData("device-frame", "hmm graph dev")]
    [InlineData("pwsh", "hmm completion ")]
    public void A_shell_is_told_how_to_complete(string name, string line)
    {
        var (code, output, _) = shell.Run($"[suggest:{line.Length}]", line);

        Assert.Equal(ExitCode.Success, code);
        Assert.Contains(name, output.Split('\n'));
    }

    [Fact]
    public void Everything_that_has_a_name_is_explained()
    {
        var names = TopicList.Of(ToolProtocols.Of("linux-6.12", "reference"))
            .Where(static topic => topic.Kind is not ("mutants" or "claims")).Select(static topic => topic.Name).Distinct();

        var (code, output, _) = shell.Run(["explain", .. names, "I25", "W1", "deadlock", "mutex-kept"]);

        Assert.Equal(ExitCode.Success, code);
        Assert.All(names, name => Assert.Contains($"{name} (", output, StringComparison.Ordinal));
        Assert.Contains("It is the first to notice these mutants", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void The_graph_of_an_operation_has_each_step_and_an_end(string operation)
    {
        var protocol = ToolProtocols.Of("linux-6.12", "reference");
        var graph = KnownGraphs.Of(protocol, operation);

        Assert.Equal(protocol.Operations.Single(known => known.Name == operation).Steps.Length + 1, graph.Nodes.Length);
        var names = graph.Nodes.Select(static node => node.Name).ToHashSet();
        Assert.All(graph.Edges, edge => Assert.True(names.Contains(edge.From) && names.Contains(edge.To)));
        Assert.Contains(graph.Edges, static edge => edge.To == "done");
    }

    [Fact]
    public void Labels_survive_every_form_of_a_graph()
    {
        var graph = new Graph("names", [new(Awkward, Awkward), new("end")], [new(Awkward, "end", Awkward)]);

        Assert.Equal(Awkward, (string)JsonNode.Parse(GraphText.Of(graph, "json"))!["nodes"]![0]!["name"]!);
        var texts = XDocument.Parse(GraphText.Of(graph, "svg")).Descendants().Where(static node => node.Name.LocalName == "text");
        Assert.Contains(texts, static text => text.Value == Awkward);
        Assert.Equal(6, GraphText.Of(graph, "dot").TrimEnd('\n').Split('\n').Length);
        Assert.Equal(5, GraphText.Of(graph, "mermaid").TrimEnd('\n').Split('\n').Length);
    }

    public void Dispose() => shell.Dispose();

    private static IEnumerable<string> Named(string kind) => TopicList.Of(ToolProtocols.Of("linux-6.12", "reference"))
        .Where(topic => topic.Kind == kind).Select(static topic => topic.Name);
}
