using Hmm.Model.Drivers;
using Hmm.Model.Exploring.Graphs;
using Hmm.Model.Protocols;
using Hmm.Properties.Operations;

namespace Hmm.Properties.Proposals;

/// <summary>What extensions splice in is as well formed as what is there.</summary>
public sealed class WellFormedTests
{
    public static IEnumerable<object[]> Operations { get; } =
        from protocol in Known
        from operation in protocol.Operations
        select (object[])[protocol.Name, operation.Name];

    /// <summary>A scope of each protocol, and what may begin in it.</summary>
    public static IEnumerable<object[]> Calls { get; } =
        from protocol in Known
        from named in protocol.Scopes
        from operation in named.Scope.Actors.SelectMany(static actor => actor).Select(static call => call.Operation).Distinct()
        select (object[])[protocol.Name, named.Name, operation];

    private static IEnumerable<Protocol> Known =>
        KnownProtocols.Names.Where(static name => name != "documented").Select(static name => KnownProtocols.Of(name, new Reference()));

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

    [Theory]
    [MemberData(nameof(Calls))]
    public void What_runs_alone_ends(string protocol, string scope, string operation)
    {
        var found = KnownProtocols.Of(protocol, new Reference());
        var whole = found.Scope(scope)!.Scope;
        foreach (var call in whole.Actors.SelectMany(static actor => actor).Where(call => call.Operation == operation).Distinct())
        {
            Assert.IsType<ProgressVerdict.Holds>(Killed.Endings(found, whole with { Actors = [[call]], Times = 1 }));
        }
    }

    [Fact]
    public void Each_has_claims_witnesses_and_mutants() => Assert.All(Known.Where(static protocol => protocol.Name != "locked-fault"),
        static protocol =>
        {
            Assert.True(protocol.Witnesses.Length >= 3);
            Assert.True(protocol.Mutants.Length >= 3);
            Assert.All(protocol.Witnesses, witness => Assert.NotNull(protocol.Scope(witness.Scope)));
            Assert.All(protocol.Mutants, mutant => Assert.NotNull(protocol.Scope(mutant.Scope)));
        });

    private static Operation Find(string protocol, string operation) =>
        KnownProtocols.Of(protocol, new Reference()).Operations.Single(found => found.Name == operation);
}
