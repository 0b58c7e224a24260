using Hmm.Model.Drivers;
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
        new IEnumerable<(string Protocol, string Driver, string Scope)>[]
        {
            KnownProtocols.Names.SelectMany(static name => KnownProtocols.Of(name, new Reference()).Mutants
                .Where(static mutant => mutant.Scope is not ("turns" or "faulters"))
                .Select(mutant => (KnownByToken.NameInToken(name, mutant.Name), "reference", mutant.Scope))),
            Scopes.All.Where(static scope => scope.Scope.Times == 0 && !Unbroken.Contains(scope.Name))
                .Select(static scope => ("linux-6.12", "test-hmm", scope.Name)),
            [("documented", "reference", "rights")],
        }
        .SelectMany(static some => some)
        .ToDictionary(
            static one => $"{one.Protocol} {one.Driver} {one.Scope}",
            static one => new Lazy<Counterexample>(() => Find(one.Protocol, one.Driver, one.Scope)));

    public static TheoryData<string> Names => [.. Known.Keys];

    /// <summary>One of them, of a driver that does not look at the sequence number.</summary>
    public static Counterexample Any => Of("linux-6.12/no-retry reference page");

    public static Counterexample Of(string name) => Known[name].Value;

    private static Counterexample Find(string name, string driver, string scopeName)
    {
        var protocol = KnownByToken.OfToken(name, driver);
        var scope = protocol.Scope(scopeName)!;
        var system = new WorldSystem(protocol, scope.Scope);
        var exploration = Explorer.Explore(system, new ExplorerOptions());
        var run = exploration.Findings[0] is Verdict.Violated violated ? violated.Run : ((Verdict.Deadlocked)exploration.Findings[0]).Run;
        var token = ReplayToken.Of(name, driver, scopeName, protocol.Plan, run);
        return new(protocol, scope, system, run, token, new Viewing(protocol, scope, system, run).With(token));
    }
}
