using Hmm.Model.Drivers;
using Hmm.Model.Exploring;
using Hmm.Model.Protocols;
using Hmm.Properties.Operations;

namespace Hmm.Properties.Proposals;

/// <summary>What every extension keeps: locks in order, mistakes noticed.</summary>
public sealed class ExtensionTests
{
    private static readonly Extension[] Tested = [PeerToPeer.Extension, Dma.Extension, Paging.Extension, MigrateAnywhere.Extension];

    public static IEnumerable<object[]> Operations { get; } =
        from extension in Tested
        from operation in Linux612.With(new Reference(), extension).Operations
        select (object[])[extension.Name, operation.Name];

    public static IEnumerable<object[]> Mutants { get; } =
        from extension in Tested
        from mutant in extension.Mutants
        select (object[])[extension.Name, mutant.Name];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_path_takes_locks_in_order_and_releases_them(string extension, string name)
    {
        var operation = Find(extension).Operations.Single(operation => operation.Name == name);

        Assert.Equal([], new LockWalk(operation).Complaints);
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void Every_mistake_is_noticed(string extension, string name)
    {
        var protocol = Find(extension);
        var mutant = protocol.Mutants.Single(mutant => mutant.Name == name);
        var system = new WorldSystem(protocol.Mutated(mutant), protocol.Scope(mutant.Scope)!.Scope);

        Assert.NotEmpty(Explorer.Explore(system, new ExplorerOptions { Threads = 1 }).Findings);
    }

    private static Protocol Find(string extension) =>
        Linux612.With(new Reference(), Tested.Single(tested => tested.Name == extension));
}
