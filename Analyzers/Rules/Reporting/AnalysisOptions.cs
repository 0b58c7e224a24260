using Hmm.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hmm.Analyzers.Reporting;

/// <summary>The settings of an .editorconfig or .globalconfig.</summary>
internal sealed class AnalysisOptions
{
    /// <summary>Every key, with what it takes.</summary>
    public static readonly Items<(string Key, string Values)> Keys =
    [
        ("hmm.precision", "proved|class|advisory"),
        ("hmm.strict_order", "true|false"),
        ("hmm.finite_timeout", "try|blocking"),
        ("hmm.callbacks_under_lock", "known|all|off"),
        ("hmm.lock_types", "Namespace.Type.Enter/Exit, ..."),
        ("hmm.invokes_now", "Namespace.Type.Member, ..."),
        ("hmm.ignore_types", "Namespace.Type, ..."),
        ("hmm.max_targets", "a number"),
        ("hmm.max_path_links", "a number"),
        ("hmm.export", "a path that ends in .dot, .mmd, .json or .sarif"),
        ("hmm.facts", "a path that ends in .lockfacts"),
    ];

    private readonly Dictionary<string, string> values = [];
    private readonly Dictionary<string, LockAction> lockMethods = [];
    private readonly HashSet<string> invokesNow;
    private readonly HashSet<string> ignored;

    public AnalysisOptions(AnalyzerConfigOptionsProvider provider, IEnumerable<SyntaxTree> trees)
    {
        Read(provider.GlobalOptions);
        ProjectFolder = provider.GlobalOptions.TryGetValue("build_property.ProjectDir", out var folder) ? folder : null;
        if (provider.GlobalOptions.TryGetValue("build_property.HmmLockFacts", out var facts) && facts.Length > 0)
        {
            values["hmm.facts"] = facts;
        }

        foreach (var options in trees.Select(t => provider.GetOptions(t)).Distinct())
        {
            Read(options);
        }

        isEdgeRuleOn = trees.Any(t => provider.GetOptions(t).TryGetValue("dotnet_diagnostic.hmm1006.severity", out var severity)
            && severity is "suggestion" or "warning" or "error");
        foreach (var entry in List("hmm.lock_types"))
        {
            AddLockType(entry);
        }

        invokesNow = [.. List("hmm.invokes_now")];
        ignored = [.. List("hmm.ignore_types")];
    }

    /// <summary>Keys that nobody knows, and values that nobody can read, with what is wrong.</summary>
    public List<string> Problems { get; } = [];

    public bool IsStrict => Text("hmm.strict_order") == "true" || isEdgeRuleOn;

    public bool FiniteWaitsBlock => Text("hmm.finite_timeout") == "blocking";

    public string Callbacks => Text("hmm.callbacks_under_lock") is { Length: > 0 } text ? text : "known";

    /// <summary>The least certain findings that are shown: 0 for proved only, 1 with those about classes, 2 with advice.</summary>
    public int Precision => Text("hmm.precision") switch { "proved" => 0, "class" => 1, _ => 2 };

    public int MostTargets => Number("hmm.max_targets", 16);

    public int MostLinks => Number("hmm.max_path_links", 4);

    public string? Export => Text("hmm.export") is { Length: > 0 } path ? path : null;

    public bool HasLockTypes => lockMethods.Count > 0;

    /// <summary>What a method of a listed lock type does; null for every other method.</summary>
    public LockAction? LockMethodOf(IMethodSymbol method) => lockMethods.Count > 0
        && lockMethods.TryGetValue($"{method.ContainingType.ToDisplayString()}.{method.Name}", out var action) ? action : null;

    private readonly bool isEdgeRuleOn;

    public bool RunsNow(IMethodSymbol method) => invokesNow.Count > 0
        && invokesNow.Contains($"{method.ContainingType.OriginalDefinition.ToDisplayString()}.{method.Name}");

    public bool Ignores(INamedTypeSymbol? type) => ignored.Count > 0 && type is not null && ignored.Contains(type.ToDisplayString());

    /// <summary>Where the facts for other assemblies go; null when nobody asks for them.</summary>
    public string? FactsPath => Text("hmm.facts") is { Length: > 0 } path ? path : null;

    /// <summary>The folder of the project, where the compiler may see it.</summary>
    public string? ProjectFolder { get; private set; }

    private string? Text(string key) => values.TryGetValue(key, out var value) ? value : null;

    private IEnumerable<string> List(string key) =>
        (Text(key) ?? string.Empty).Split([',', ';'], StringSplitOptions.RemoveEmptyEntries).Select(s => s.Trim());

    private int Number(string key, int otherwise) => int.TryParse(Text(key), out var number) && number > 0 ? number : otherwise;

    private void Read(AnalyzerConfigOptions options)
    {
        foreach (var (key, allowed) in Keys)
        {
            if (!options.TryGetValue(key, out var value) || (values.TryGetValue(key, out var known) && known == value.Trim()))
            {
                continue;
            }

            values[key] = value.Trim();
            var choices = allowed.Split('|');
            if ((choices.Length > 1 && !choices.Contains(value.Trim())) || (allowed == "a number" && !int.TryParse(value, out _)))
            {
                Problems.Add($"{key} = {value.Trim()}: expected {allowed}");
            }
        }

        foreach (var key in options.Keys.Where(k => k.StartsWith("hmm.", StringComparison.Ordinal) && Keys.All(known => known.Key != k)))
        {
            var problem = $"{key}: no such option; there are {string.Join(", ", Keys.Select(k => k.Key))}";
            if (!Problems.Contains(problem))
            {
                Problems.Add(problem);
            }
        }
    }

    // "Namespace.Type.Enter/Exit" names the pair.
    private void AddLockType(string entry)
    {
        var slash = entry.LastIndexOf('/');
        var dot = entry.LastIndexOf('.', slash < 0 ? entry.Length - 1 : slash);
        if (slash < 0 || dot < 0)
        {
            Problems.Add($"hmm.lock_types: '{entry}' is not of the form Namespace.Type.Enter/Exit");
            return;
        }

        lockMethods[entry.Substring(0, slash)] = LockAction.Acquire;
        lockMethods[entry.Substring(0, dot + 1) + entry.Substring(slash + 1)] = LockAction.Release;
    }
}
