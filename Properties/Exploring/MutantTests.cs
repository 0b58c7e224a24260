using Hmm.Model.Claims;
using Hmm.Model.Drivers;
using Hmm.Model.Exploring;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Exploring;

/// <summary>Every claim and every driver rule bites: each has a mutant that it notices, and nothing is noticed where no mistake
/// is.</summary>
public sealed class MutantTests
{
    [Fact]
    public void No_mutant_survives() =>
        Assert.Empty(Trials.All.Where(static trial => trial.Survives).Select(static trial => trial.Mutant.Name));

    [Fact]
    public void Every_invariant_notices_a_mutant() => Assert.Empty(
        KnownProtocols.Names.Where(static name => name != "documented")
            .SelectMany(static name => KnownProtocols.Of(name, new Reference()).Invariants)
            .Select(static invariant => invariant.Id)
            .Except(Trials.All.SelectMany(static trial => trial.Killers)));

    [Fact]
    public void Every_driver_rule_is_broken_by_a_mutant_or_lies_beyond()
    {
        var broken = Trials.All.Where(static trial => !trial.Survives).Select(static trial => trial.Mutant.Rule).ToHashSet();

        Assert.All(DriverRules.All, rule => Assert.True(broken.Contains(rule.Id) == (rule.Beyond.Length == 0), rule.ToString()));
        Assert.Empty(broken.Except(DriverRules.All.Select(static rule => rule.Id)).Except([string.Empty]));
    }

    [Fact]
    public void Every_known_mistake_has_a_mutant_or_lies_beyond()
    {
        var made = Trials.Mutants.SelectMany(static one => one.Mutant.Known).ToHashSet();

        Assert.All(KnownMistakes.All, known => Assert.True(made.Contains(known.Id) == (known.Beyond.Length == 0), known.ToString()));
        Assert.Empty(made.Except(KnownMistakes.All.Select(static known => known.Id)));
    }

    [Fact]
    public void A_mutant_has_a_name_of_its_own_and_changes_something()
    {
        Assert.Equal(Trials.Mutants.Length, Trials.Mutants.DistinctBy(static one => one.Mutant.Name).Count());
        Assert.All(Trials.Mutants, static one => Assert.Contains(one.Protocol.Operations, operation =>
            !operation.Steps.SequenceEqual(one.Mutant.Apply(operation).Steps)));
    }

    /// <summary>A claim that breaks without the mistake has not noticed it. The scopes that are too large to complete are the ones that
    /// the explorer's own tests and the release check explore.</summary>
    [Fact]
    public void Nothing_breaks_without_the_mistake() => Assert.All(
        Trials.All.DistinctBy(static trial => (trial.Protocol.Name, trial.Scope.Name)),
        static trial =>
        {
            var right = KnownProtocols.Of(trial.Protocol.Name, new Reference());
            var depth = Trials.All.Where(other => other.Protocol.Name == right.Name && other.Scope.Name == trial.Scope.Name)
                .Max(static other => Math.Max(other.First?.Depth ?? 0, other.Claimed?.Depth ?? 0));
            var options = new ExplorerOptions { Threads = 2, DepthMax = Math.Min(depth, 60) };
            Assert.Empty(Explorer.Explore(new WorldSystem(right, trial.Scope.Scope), options).Findings);
        });
}
