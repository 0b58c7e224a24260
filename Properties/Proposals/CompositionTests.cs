using Hmm.Model.Drivers;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Graphs;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Proposals;

/// <summary>Extensions on top of each other: what each claims holds with the other's steps around it.</summary>
public sealed class CompositionTests
{
    public static TheoryData<string, string, string> Pairs => new()
    {
        { Locked.Extension.Name, LockedFault.Extension.Name, "bound-turns" },
        { HotUnplug.Extension.Name, Locked.Extension.Name, "unplug-ends" },
        { PeerToPeer.Extension.Name, SharedAtomic.Extension.Name, "teardown" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Claims_hold_in_the_scopes_of_one_with_another_on_top(string first, string second, string scope)
    {
        var protocol = Linux612.With(new Reference(), Of(first), Of(second));
        var within = protocol.Scope(scope)!.Scope;
        var exploration = Explorer.Explore(new WorldSystem(protocol, within), new ExplorerOptions { Threads = 2 });

        Assert.Equal(new Verdict.Verified(), exploration.Verdict);
        if (within.Times > 0)
        {
            Assert.IsType<ProgressVerdict.Holds>(Endings.Check(new WorldSystem(protocol, within), within, new ExplorerOptions()));
        }
    }

    private static Extension Of(string name) => Extensions.All.Single(extension => extension.Name == name);
}
