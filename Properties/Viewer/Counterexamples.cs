using Hmm.Model.Claims;
using Hmm.Model.Exploring;
using Hmm.Model.Protocols;
using Hmm.Tool.Viewer;
using KnownByToken = Hmm.Tool.Protocols;

namespace Hmm.Properties.Viewer;

/// <summary>Every counterexample that there is: of each mutant, of the kernel's test driver in each scope, of the documentation.</summary>
/// <remarks>Scopes that bound how often an operation begins are for progress: the test driver breaks nothing in them.</remarks>
internal static class Counterexamples
{
    /// <summary>Scopes in which the kernel's test driver breaks nothing.</summary>
    private static readonly string[] Unbroken = ["child", "seizing", "seizers", "moving", "cache", "alone"];

    private static readonly Dictionary<string, Lazy<Counterexample>> Known =
        Trials.Mutants
            .Where(static one => one.Mutant.Scope is not ("turns" or "faulters") && !IsOneMoreOrder(one.Mutant)).Select(static one => (
            Name: Name(KnownByToken.NameInToken(one.Protocol.Name, one.Mutant.Name), "reference", one.Mutant.Scope),
            Found: new Lazy<Counterexample>(() => Tried(one.Protocol, one.Mutant))))
        .Concat(Scopes.All.Where(static scope => scope.Scope.Times == 0 && !Unbroken.Contains(scope.Name))
            .Select(static scope => ("linux-6.12", "test-hmm", scope.Name)).Append(("documented", "reference", "rights"))
            .Select(static one => (
                Name: Name(one.Item1, one.Item2, one.Item3),
                Found: new Lazy<Counterexample>(() => Find(one.Item1, one.Item2, one.Item3)))))
        .ToDictionary(static one => one.Name, static one => one.Found);

    public static TheoryData<string> Names => [.. Known.Keys];

    /// <summary>One of them, of a driver that does not look at the sequence number.</summary>
    public static Counterexample Any => Of("linux-6.12/no-retry reference page");

    public static Counterexample Of(string name) => Known[name].Value;

    /// <summary>Of the 119 wrong orders of one teardown a fifth is enough to look at.</summary>
    private static bool IsOneMoreOrder(Mutant mutant) =>
        mutant.Name.StartsWith("order-", StringComparison.Ordinal) && !mutant.Name.EndsWith('1');

    private static string Name(string protocol, string driver, string scope) => $"{protocol} {driver} {scope}";

    private static Counterexample Tried(Protocol right, Mutant mutant)
    {
        var trial = Trials.Of(right.Name, mutant.Name);
        return Shown(trial.Protocol, KnownByToken.NameInToken(right.Name, mutant.Name), trial.Scope, trial.Exploration);
    }

    private static Counterexample Find(string name, string driver, string scopeName)
    {
        var protocol = KnownByToken.OfToken(name, driver);
        var scope = protocol.Scope(scopeName)!;
        return Shown(protocol, name, scope, Explorer.Explore(new WorldSystem(protocol, scope.Scope), new ExplorerOptions()));
    }

    private static Counterexample Shown(Protocol protocol, string name, NamedScope scope, Exploration exploration)
    {
        var system = new WorldSystem(protocol, scope.Scope);
        var run = exploration.Findings[0] is Verdict.Violated violated ? violated.Run : ((Verdict.Deadlocked)exploration.Findings[0]).Run;
        var token = ReplayToken.Of(name, protocol.Driver.Name, scope.Name, protocol.Plan, run);
        return new(protocol, scope, system, run, token, new Viewing(protocol, scope, system, run).With(token));
    }
}
