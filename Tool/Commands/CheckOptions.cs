using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;
using Hmm.Model.Claims;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Reductions;
using Hmm.Model.Protocols;
using Hmm.Tool.Checking;

namespace Hmm.Tool.Commands;

/// <summary>The arguments and options of <c>hmm check</c>, and what they come to.</summary>
internal sealed class CheckOptions
{
    private readonly Argument<string[]> scopes = new("SCOPE")
    {
        Description = $"What to explore: hmm list scopes. Without any: {string.Join(", ", Scopes.Default)}.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> protocol = Choice.Of("--protocol", "NAME",
        "The rules to check: hmm list protocols.", Protocols.Names);

    private readonly Option<string> driver = Choice.Of("--driver", "NAME",
        "The driver: reference keeps every rule, test-hmm is the kernel's own.", Drivers.Names);

    private readonly Option<string> mutant = new("--mutant")
    {
        HelpName = "NAME",
        Description = "Make a mistake first: hmm list mutants.",
    };

    private readonly Option<string[]> only = new("--only")
    {
        HelpName = "CLAIM",
        Description = "Check this claim, and no other; may be repeated.",
    };

    private readonly Option<string> expect = new("--expect")
    {
        HelpName = "CLAIM",
        Description = "Succeed if this claim is violated, fail if it is not.",
    };

    private readonly Option<int> cover = Number.Of("--cover", "Fail if less than N per cent of the steps are taken.", 0, 0, 100);
    private readonly Option<bool> all = new("--all") { Description = "Go on after the first broken claim, and show each that breaks." };
    private readonly Option<string[]> reduce = new Option<string[]>("--reduce")
    {
        HelpName = "HOW",
        Description = "Explore fewer worlds: join (steps that only lock), frames (their numbers).",
    }.AcceptOnlyFromAmong("join", "frames");

    private readonly Option<bool> audit = new("--audit")
    {
        Description = "Compare with the full exploration, and refuse a wrong reduction.",
    };

    private readonly Option<bool> fingerprints = new("--fingerprints")
    {
        Description = "Remember 64 bits of each world: less memory, and a world may be missed with the odds that are printed.",
    };

    private readonly Option<int?> threads = Number.Optional("--threads",
        "Explore with N threads; without, one for each processor.", 1, 256);

    private readonly Option<int> worlds = Number.Of("--worlds", "Stop after N million worlds.", 1_000);
    private readonly Option<int> seconds = Number.Of("--seconds", "Stop after N seconds, in each scope.", 3_600);
    private readonly Option<int> megabytes = Number.Of("--megabytes", "Stop when the worlds take N MB.", 8_192);
    private readonly Option<string> format = Choice.Of("--format", "NAME",
        $"How to print the result: {string.Join(", ", CheckFormats.Names)}.", CheckFormats.Names);

    private readonly Option<string> output = new("--output")
    {
        HelpName = "FILE",
        Description = "Write the result to FILE; the terminal then shows text.",
    };

    private readonly Option<bool> github = new("--github") { Description = "Annotate for GitHub Actions, and write its job summary." };

    /// <summary>Makes the arguments and options.</summary>
    public CheckOptions()
    {
        scopes.CompletionSources.Add(_ => Names(static known => known.Scopes.Select(static scope => scope.Name)));
        only.CompletionSources.Add(_ => Names(static known => ClaimNames.Of(known)));
        expect.CompletionSources.Add(_ => Names(static known => ClaimNames.Of(known)));
        mutant.CompletionSources.Add(_ => Names(static known => known.Mutants.Select(static mistake => mistake.Name)));
    }

    /// <summary>Prints what would be done as hmm.json, and does nothing.</summary>
    public Option<bool> PrintsSettings { get; } = new("--print-config")
    {
        Description = "Print these options as hmm.json; --print-schema prints what it may hold.",
    };

    /// <summary>Prints what hmm.json may hold, and does nothing.</summary>
    public Option<bool> PrintsSchema { get; } = new("--print-schema") { Hidden = true };

    /// <summary>All of them, in the order of help.</summary>
    public IEnumerable<Symbol> All =>
    [
        scopes, protocol, driver, mutant, only, expect, cover, all, reduce, audit, fingerprints, threads, worlds, seconds, megabytes,
        format, output, github, PrintsSettings, PrintsSchema,
    ];

    /// <summary>What a command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>What is to be done.</returns>
    /// <exception cref="ProblemException">A scope, claim or mutant is named that there is not.</exception>
    public CheckSettings Read(ParseResult parsed)
    {
        var whole = Protocols.Of(parsed.GetValue(protocol)!, parsed.GetValue(driver)!);
        var mistake = parsed.GetValue(mutant) is { } name ? Find(whole, name) : null;
        var claims = Claims(parsed, whole);
        var @checked = mistake is null ? whole : whole.Mutated(mistake);
        return new()
        {
            Protocol = claims.IsEmpty ? @checked : @checked.HeldTo(id => id == ClaimNames.Capacity || claims.Contains(id)),
            Mutant = mistake,
            Scopes = [.. Named(parsed, whole, mistake)],
            Only = claims,
            Expect = parsed.GetValue(expect),
            Cover = parsed.GetValue(cover),
            Reduction = (parsed.GetValue(reduce) ?? [])
                .Aggregate(Reduction.None, static (sum, how) => sum | Enum.Parse<Reduction>(how, ignoreCase: true)),
            Audits = parsed.GetValue(audit),
            Format = parsed.GetValue(format)!,
            Output = parsed.GetValue(output),
            Github = parsed.GetValue(github),
            Explorer = Exploring(parsed) with
            {
                DeadlockAllowed = !claims.IsEmpty && !claims.Contains(ClaimNames.Deadlock),
            },
        };
    }

    private ExplorerOptions Exploring(ParseResult parsed) => new()
    {
        Threads = parsed.GetValue(threads) ?? Environment.ProcessorCount,
        StatesMax = parsed.GetValue(worlds) * 1_000_000L,
        BytesMax = (long)parsed.GetValue(megabytes) << 20,
        TimeMax = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
        Clock = static () => System.Diagnostics.Stopwatch.GetElapsedTime(0),
        ContinueAfterViolation = parsed.GetValue(all),
        Fingerprints = parsed.GetValue(fingerprints),
    };

    private ImmutableArray<string> Claims(ParseResult parsed, Protocol whole)
    {
        ImmutableArray<string> claims = [.. parsed.GetValue(only) ?? []];
        foreach (var claim in claims)
        {
            ClaimNames.Require(whole, claim, "--only");
        }

        if (parsed.GetValue(expect) is { } expected)
        {
            ClaimNames.Require(whole, expected, "--expect");
        }

        return claims;
    }

    private IEnumerable<NamedScope> Named(ParseResult parsed, Protocol whole, Mutant? mistake)
    {
        IEnumerable<string> names = parsed.GetValue(scopes) is { Length: > 0 } typed ? typed
            : mistake is not null ? [mistake.Scope]
            : whole.DefaultScopes;
        return names.Select(name => whole.Scope(name) ?? throw Suggestion.Unknown("scope", name, "hmm check",
            $"Protocol {whole.Name} has no scope of that name.", [.. whole.Scopes.Select(static known => known.Name)]));
    }

    private static Mutant Find(Protocol protocol, string name) =>
        protocol.Mutants.FirstOrDefault(known => known.Name == name) ?? throw Suggestion.Unknown("mutant", name, $"--mutant {name}",
            $"Protocol {protocol.Name} has no mutant of that name.", [.. protocol.Mutants.Select(static known => known.Name)]);

    /// <summary>What any protocol has.</summary>
    private static IEnumerable<CompletionItem> Names(Func<Protocol, IEnumerable<string>> of) =>
        Protocols.Names.SelectMany(name => of(Protocols.Of(name, Drivers.Names[0]))).Distinct()
            .Select(static name => new CompletionItem(name));
}
