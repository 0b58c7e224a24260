using Hmm.Model.Drivers;
using Hmm.Model.Protocols;
using Hmm.Properties.Operations;

namespace Hmm.Properties.Proposals;

/// <summary>What extensions splice in is as well formed as what is there.</summary>
public sealed class WellFormedTests
{
    public static IEnumerable<object[]> Operations { get; } =
        from protocol in Names.Select(Of)
        from operation in protocol.Operations
        select (object[])[protocol.Name, operation.Name];

    private static string[] Names => [HotUnplug.Extension.Name, Eviction.Extension.Name, FileMigration.Extension.Name];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_path_takes_locks_in_order_and_releases_them(string protocol, string operation) =>
        Assert.Empty(new LockWalk(Find(protocol, operation)).Complaints);

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_step_is_on_a_path_from_the_first_to_the_end(string protocol, string operation)
    {
        var found = Find(protocol, operation);
        var reached = new StepGraph(found).Reached();

        Assert.Contains(StepGraph.End, reached);
        Assert.Empty(found.Steps.Where((_, index) => !reached.Contains(index)).Select(static step => step.Label));
    }

    [Fact]
    public void Each_has_claims_witnesses_and_mutants() => Assert.All(Names.Select(Of), static protocol =>
    {
        Assert.True(protocol.Witnesses.Length >= 3);
        Assert.True(protocol.Mutants.Length >= 3);
        Assert.All(protocol.Witnesses, witness => Assert.NotNull(protocol.Scope(witness.Scope)));
        Assert.All(protocol.Mutants, mutant => Assert.NotNull(protocol.Scope(mutant.Scope)));
    });

    private static Protocol Of(string name) => KnownProtocols.Of(name, new Reference());

    private static Operation Find(string protocol, string operation) =>
        Of(protocol).Operations.Single(found => found.Name == operation);
}
