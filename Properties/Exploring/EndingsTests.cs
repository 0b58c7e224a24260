using Hmm.Model.Drivers;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Graphs;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Exploring;

/// <summary>Which operations end, in scopes that bound their number.</summary>
public sealed class EndingsTests
{
    [Fact]
    public void A_thread_and_a_device_always_get_on() =>
        Assert.IsType<ProgressVerdict.Holds>(Check(Linux612.With(new Reference()), "turns"));

    /// <summary>The livelock that 1afaeb8293c9 (Linux 6.15) mended.</summary>
    /// <param name="scope">The scope.</param>
    [Theory]
    [InlineData("faulters")]
    [InlineData("rivals")]
    public void Two_faults_on_one_device_page_can_starve_each_other_in_Linux_6_12(string scope)
    {
        var starved = Assert.IsType<ProgressVerdict.Starved>(Check(Linux612.With(new Reference()), scope));
        Assert.True(starved.Loop.Select(static firing => firing.Actor).Distinct().Count() > 1);
    }

    /// <summary>The same with the fault of Linux 6.15.</summary>
    /// <param name="scope">The scope.</param>
    [Theory]
    [InlineData("faulters")]
    [InlineData("rivals")]
    public void A_fault_that_locks_the_page_lets_everybody_get_on(string scope) =>
        Assert.IsType<ProgressVerdict.Holds>(Check(Linux612.With(new Reference(), LockedFault.Extension), scope));

    [Fact]
    public void A_scope_without_a_bound_is_refused() =>
        Assert.Throws<ArgumentException>(static () => Check(Linux612.With(new Reference()), "page"));

    [Theory]
    [InlineData("faulters")]
    [InlineData("rivals")]
    public void A_token_keeps_the_loop_and_whoever_tampers_with_it_is_refused(string name)
    {
        var protocol = Linux612.With(new Reference());
        var system = new WorldSystem(protocol, protocol.Scope(name)!.Scope);
        var starved = Assert.IsType<ProgressVerdict.Starved>(Check(protocol, name)).Run;
        var text = ReplayToken.Of(protocol.Name, "reference", name, protocol.Plan, starved).ToString();

        Assert.EndsWith($":loop{starved.Loop}", text, StringComparison.Ordinal);
        Assert.True(ReplayToken.TryParse(text, out var token));
        var run = Replayer.Run(system, protocol, token, out var changed);
        Assert.Empty(changed);
        Assert.Equal(starved.Last.State.AsEnumerable(), run.Last.State);
        Assert.True(Endings.Starves(system, run));
        Assert.False(Endings.Starves(system, run with { Loop = 0 }));
        Assert.False(Endings.Starves(system, run with { Loop = run.Loop - 1 }));
        Assert.False(ReplayToken.TryParse(text[..text.LastIndexOf(':')], out _));
        Assert.False(ReplayToken.TryParse($"{text}0", out _));
        Assert.False(ReplayToken.TryParse($"{text}:loop1", out _));
    }

    private static ProgressVerdict Check(Protocol protocol, string name)
    {
        var scope = protocol.Scope(name)!.Scope;
        return Endings.Check(new WorldSystem(protocol, scope), scope, new ExplorerOptions());
    }
}
