using System.CommandLine;
using System.Globalization;
using Hmm.Model.Exploring;
using Hmm.Model.Protocols;
using Hmm.Tool.Reports;

namespace Hmm.Tool.Commands;

/// <summary><c>hmm check</c>: explores every interleaving within the named scopes, and checks every invariant in every world.</summary>
internal sealed class CheckCommand : ToolCommand
{
    private readonly Argument<string[]> scopes = new("SCOPE")
    {
        Description = $"What to explore: {string.Join(", ", Scopes.All.Select(static scope => scope.Name))}. "
            + $"Without any: {string.Join(", ", Scopes.Default)}. Another protocol has scopes of its own: all of them, without any.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> driver = new Option<string>("--driver")
    {
        Description = "The device driver: one that keeps every rule, or the kernel's own test driver.",
        DefaultValueFactory = _ => Drivers.Names[0],
    }.AcceptOnlyFromAmong(Drivers.Names);

    private readonly Option<string> protocol = new Option<string>("--protocol")
    {
        Description = "What Linux 6.12 does, the same held to what its documentation promises, or Linux with an extension.",
        DefaultValueFactory = _ => Protocols.Names[0],
    }.AcceptOnlyFromAmong(Protocols.Names);

    private readonly Option<bool> all = new("--all") { Description = "Go on after the first broken claim, and show each that breaks." };
    private readonly Option<int> threads = Number("--threads", "Explore with N threads.", Environment.ProcessorCount);
    private readonly Option<int> worlds = Number("--worlds", "Stop after N million worlds.", 1_000);
    private readonly Option<int> seconds = Number("--seconds", "Stop after N seconds, in each scope.", 3_600);
    private readonly Option<int> megabytes = Number("--megabytes", "Stop when the worlds take N MB.", 8_192);
    private readonly Option<string> format = new Option<string>("--format")
    {
        Description = "How to print the result.",
        DefaultValueFactory = _ => "text",
    }.AcceptOnlyFromAmong("text", "json");

    /// <summary>Describes the command.</summary>
    /// <param name="terminal">Where it prints.</param>
    public CheckCommand(Terminal terminal)
        : base("check", "Explore every interleaving of a scope, and check every invariant in every world.",
            ("hmm check writers --driver test-hmm", "shows how the kernel's test driver loses a write"), terminal)
    {
        Add(scopes);
        Add(protocol);
        Add(driver);
        Add(all);
        Add(threads);
        Add(worlds);
        Add(seconds);
        Add(megabytes);
        Add(format);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, CancellationToken stop)
    {
        var checkedProtocol = Protocols.Of(parsed.GetValue(protocol)!, parsed.GetValue(driver)!);
        var named = parsed.GetValue(scopes) is { Length: > 0 } names ? names : [.. checkedProtocol.DefaultScopes];
        var wanted = named.Select(name => checkedProtocol.Scope(name) ?? throw NoScope(checkedProtocol, name)).ToList();
        var results = new List<CheckResult>();
        var isText = parsed.GetValue(format) == "text";
        foreach (var scope in wanted)
        {
            results.Add(Explore(checkedProtocol, scope, parsed, stop));
            if (isText)
            {
                new CheckText(Terminal).Write(results[^1]);
            }
        }

        var code = results.Select(static result => result.ExitCode).Aggregate(Worst);
        if (isText)
        {
            new CheckText(Terminal).Conclude(results, code);
        }
        else
        {
            CheckJson.Write(results, code, Terminal.Output);
        }

        return code;
    }

    private CheckResult Explore(Protocol explored, NamedScope scope, ParseResult parsed, CancellationToken stop)
    {
        var progress = new Progress(Terminal);
        var system = new WorldSystem(explored, scope.Scope);
        var options = new ExplorerOptions
        {
            Threads = parsed.GetValue(threads),
            StatesMax = parsed.GetValue(worlds) * 1_000_000L,
            BytesMax = (long)parsed.GetValue(megabytes) << 20,
            TimeMax = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
            Clock = static () => System.Diagnostics.Stopwatch.GetElapsedTime(0),
            ContinueAfterViolation = parsed.GetValue(all),
            Progress = told => progress.Tell(
                $"{scope.Name}: {told.States:N0} worlds, depth {told.Depth}, {told.StatesPerSecond:N0} a second"),
        };
        var exploration = Explorer.Explore(system, options, stop);
        var endings = exploration.Verdict is Verdict.Verified && scope.Scope.Times > 0
            ? Endings.Check(system, scope.Scope, options, stop)
            : null;
        progress.Clear();
        return new(explored, scope, system, exploration) { Endings = endings };
    }

    private static ProblemException NoScope(Protocol protocol, string name) => new(new(
        $"There is no scope {name}.", "hmm check", $"Protocol {protocol.Name} has no scope of that name.",
        $"Its scopes are {string.Join(", ", protocol.Scopes.Select(static scope => scope.Name))}."));

    /// <summary>A violation outweighs a limit, and a limit outweighs success.</summary>
    private static int Worst(int left, int right) =>
        left == ExitCode.Violated || right == ExitCode.Violated ? ExitCode.Violated : Math.Max(left, right);

    private static Option<int> Number(string name, string description, int standard)
    {
        var option = new Option<int>(name) { HelpName = "N", Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (!result.Tokens.All(token => int.TryParse(token.Value, CultureInfo.InvariantCulture, out var value) && value > 0))
            {
                result.AddError($"{name} is a whole number of at least 1.");
            }
        });
        return option;
    }
}
