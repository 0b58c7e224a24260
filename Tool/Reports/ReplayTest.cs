using System.Text;
using Hmm.Model.Exploring;
using Hmm.Model.Protocols;

namespace Hmm.Tool.Reports;

/// <summary>A run as an xunit test to paste: it fails for as long as the run breaks the claim.</summary>
internal static class ReplayTest
{
    /// <summary>Writes the test.</summary>
    /// <param name="token">The token.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="system">The system.</param>
    /// <param name="run">The run.</param>
    /// <returns>C# code.</returns>
    public static string Of(ReplayToken token, NamedScope scope, Protocol protocol, WorldSystem system, Run run)
    {
        var steps = new StringBuilder();
        foreach (var step in Explanation.Of(system, protocol, run))
        {
            steps.Append("    // ").Append(step.Number).Append("  a").Append(step.Actor).Append(' ').Append(step.Operation)
                .Append(": ").AppendLine(step.Label);
        }

        return $$"""
            [Fact]
            public void The_run_of_scope_{{scope.Name}}_breaks_no_claim()
            {
            {{steps.ToString().TrimEnd()}}
                Assert.True(ReplayToken.TryParse("{{token}}", out var token));
                var protocol = KnownProtocols.Of("{{protocol.Name}}", new {{protocol.Driver.Name}}());{{Mistake(token)}}
                var system = new WorldSystem(protocol, protocol.Scope(token.Scope)!.Scope);
                var run = Replayer.Run(system, protocol, token, out var changed);
                Assert.Empty(changed);
            {{Assertion(protocol, system, run)}}
            }

            """;
    }

    private static string Mistake(ReplayToken token) => Protocols.MutantInToken(token.Protocol) is not { } name ? string.Empty
        : $"\n    protocol = protocol.Mutated(protocol.Mutants.Single(mutant => mutant.Name == \"{name}\"));";

    private static string Assertion(Protocol protocol, WorldSystem system, Run run)
    {
        var broken = RunText.BrokenClaims(protocol, system, run);
        return broken.Contains(ClaimNames.Progress) ? "    Assert.False(Endings.Starves(system, run));"
            : broken.Contains(ClaimNames.Deadlock) ? """
                    var next = new SuccessorBuffer(system.StateBytes);
                    system.Expand(run.Last.State.AsSpan(), next);
                    Assert.NotEqual(0, next.Count);
                """
            : """
                    var world = system.Decode(run.Last.State.AsSpan());
                    Assert.Empty(protocol.Invariants.Where(invariant => invariant.Check(in world) is not null));
                """;
    }
}
