using System.Text;
using System.Text.Json;
using System.Text.Json.Schema;
using Hmm.Model.Exploring;
using Hmm.Snapshots.Commands;
using Hmm.Tool;
using Hmm.Tool.Viewer;

namespace Hmm.Snapshots.Viewer;

/// <summary>What a viewer page carries: the run as JSON, its schema, and its lanes, drawn with letters.</summary>
public sealed class ViewerTests
{
    /// <summary>The shortest run in which the test driver maps what is gone: the one of Counterexamples.</summary>
    private const string Token = "hmm1:linux-6.12:test-hmm:page:G9MJP9R2XG0F201403G00MG0Z826J08W053G1D81NM0PM0D607E03N812M0PY020GDJG";

    [Fact]
    public async Task Run() => await Verify(await Shell.Run("view", Token, "--format", "json"));

    [Fact]
    public async Task Schema()
    {
        var schema = RunJson.Options.GetJsonSchemaAsNode(typeof(ViewedRun));
        await Verify(schema.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }));
    }

    [Theory]
    [InlineData("test-hmm", "linux-6.12", "page")]
    [InlineData("test-hmm", "linux-6.12", "atomics")]
    [InlineData("reference", "linux-6.12/mutex-kept", "page")]
    [InlineData("reference", "linux-6.12/no-retry", "page")]
    public async Task Lane(string driver, string protocol, string scope)
    {
        var known = Protocols.OfToken(protocol, driver);
        var named = known.Scope(scope)!;
        var system = new WorldSystem(known, named.Scope);
        var run = ((Verdict.Violated)Explorer.Explore(system, new ExplorerOptions()).Verdict).Run;
        var viewed = new Viewing(known, named, system, run).With(ReplayToken.Of(protocol, driver, scope, known.Plan, run));
        var lanes = Lanes.Of(viewed);
        var width = lanes.Max(lane => lane.Name.Length);

        var drawn = lanes.Select(lane => $"{lane.Name.PadRight(width)}  {Draw(lane, viewed.Steps.Length)}");
        await Verify($"{Legend}\n{string.Join('\n', drawn)}").UseParameters($"{protocol.Replace('/', '-')}_{driver}_{scope}");
    }

    private const string Legend =
        "# a step, . in flight, w in flight and waiting, 0 1 2 held by that actor, + by several, or an invalidation runs\n";

    private static string Draw(Lane lane, int steps)
    {
        var line = new StringBuilder(new string(' ', steps));
        foreach (var bar in lane.Bars)
        {
            for (var step = bar.From; step <= bar.To; step++)
            {
                line[step - 1] = bar.Kind switch
                {
                    BarKind.Flight => '.',
                    BarKind.Step => '#',
                    BarKind.Wait => 'w',
                    BarKind.Hold => bar.Holder < 0 ? '+' : (char)('0' + bar.Holder),
                };
            }
        }

        return line.ToString().TrimEnd();
    }
}
