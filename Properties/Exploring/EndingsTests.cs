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

    private static ProgressVerdict Check(Protocol protocol, string name)
    {
        var scope = protocol.Scope(name)!.Scope;
        return Endings.Check(new WorldSystem(protocol, scope), scope, new ExplorerOptions());
    }
}
