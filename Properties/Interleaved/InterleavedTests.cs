using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Hmm.Model.Claims;
using Hmm.Model.Exploring;
using Hmm.Model.Protocols;
using Microsoft.FSharp.Core;
using Xunit.Sdk;

namespace Hmm.Properties.Interleaved;

/// <summary>Random schedules beyond what can be explored: every claim holds in every world, and whatever begins can end. The environment
/// may ask for more cases (<c>HMM_CASES</c>), or for those of a run that failed (<c>HMM_SEED</c>).</summary>
public sealed class InterleavedTests
{
    private const int Cases = 150;
    private const int Seeds = 30;
    private const int CasesOfSeed = 400;
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    [Fact]
    public void Every_claim_holds_with_the_driver_that_keeps_the_rules()
    {
        var asked = Environment.GetEnvironmentVariable("HMM_CASES");
        var cases = string.IsNullOrEmpty(asked) ? Cases : int.Parse(asked, CultureInfo.InvariantCulture);
        var given = Environment.GetEnvironmentVariable("HMM_SEED");
        var seed = string.IsNullOrEmpty(given) ? (ulong)Environment.TickCount64 : ulong.Parse(given, CultureInfo.InvariantCulture);
        var walker = new Walker(Kernels.Reference);
        if (Find(walker, Interleavings.Any(), seed, cases) is { } found)
        {
            var run = walker.Walk(found)!;
            Assert.Fail($"HMM_SEED={seed} after shrinking: {found}\n{walker.Describe(found.Scope, run)}");
        }
    }

    [Fact]
    public void Every_seed_finds_a_dropped_invalidation()
    {
        var walker = new Walker(Planted());
        var found = Enumerable.Range(1, Seeds).Count(seed => Find(walker, Interleavings.Raw(), (ulong)seed, CasesOfSeed) is not null);

        Assert.Equal(Seeds, found);
    }

    [Fact]
    public void What_is_found_is_shown_in_few_steps_and_switches_and_replays()
    {
        var planted = Planted();
        var walker = new Walker(planted);
        var found = Find(walker, Interleavings.Any(), 1, CasesOfSeed)!;
        var run = walker.Walk(found)!;
        var least = walker.Minimize(found.Scope, run);

        Assert.True(least.Steps <= run.Steps && least.Switches <= run.Switches);
        Assert.InRange(least.Steps, 15, 60);
        Assert.InRange(least.Switches, 0, 4);
        var token = walker.Token(found.Scope, least);
        Assert.True(ReplayToken.TryParse(token.ToString(), out var read));
        Assert.True(WideScope.TryParse(read.Scope, out var scope));
        Assert.Equal(found.Scope, scope);
        var again = Replayer.Run(walker.System(scope), planted, read, out var changed);
        Assert.Empty(changed);
        Assert.Equal<string>(walker.Broken(scope, least), walker.Broken(scope, again));
        Assert.Contains(token.ToString(), walker.Describe(found.Scope, run), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wide-8-3-2-2-6", true)]
    [InlineData("wide-1-1-1-0-2", true)]
    [InlineData("wide-9-1-1-0-2", false)]
    [InlineData("wide-8-3-0-0-6", false)]
    [InlineData("wide-8-3-2-2-7", false)]
    [InlineData("page", false)]
    public void A_name_says_how_wide_a_scope_is(string name, bool isOne)
    {
        Assert.Equal(isOne, WideScope.TryParse(name, out var scope));
        Assert.True(!isOne || scope.Name == name);
        Assert.Equal(isOne ? name : null, name == "page" ? null : Kernels.Reference.Scope(name)?.Name);
    }

    private static Protocol Planted() =>
        Kernels.Reference.Mutated(Mutants.All.Single(static mutant => mutant.Name == "discard-unannounced"));

    /// <summary>The simplest interleaving found that breaks something, or null.</summary>
    private static Interleaving? Find(Walker walker, Arbitrary<Interleaving> any, ulong seed, int cases)
    {
        Interleaving? failing = null;
        var replay = new Replay(new Rnd(seed, Gamma), FSharpOption<int>.None);
        var config = Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(FSharpOption<Replay>.Some(replay));
        try
        {
            Prop.ForAll(any, interleaving =>
            {
                var holds = walker.Walk(interleaving) is null;
                failing = holds ? failing : interleaving;
                return holds;
            }).Check(config);
        }
        catch (Exception exception) when (exception is not XunitException && failing is not null)
        {
            return failing;
        }

        return null;
    }
}
