using System.Collections.Immutable;
using System.CommandLine;
using Hmm.Model.Exploring;
using Hmm.Model.Protocols;
using Hmm.Tool.Reports;
using Hmm.Tool.Traces;
using Hmm.Tool.Viewer;

namespace Hmm.Tool.Commands;

/// <summary><c>hmm report</c>: checks, mutates and replays everything, and writes one page about it.</summary>
internal sealed class ReportCommand : ToolCommand
{
    private readonly Conformer conformer;
    private readonly Argument<string[]> protocols = new("PROTOCOL")
    {
        Description = $"Whose claims to check, in their default scopes; without any, {Protocols.Names[0]} and its extensions.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> driver = Choice.Of("--driver", "NAME", "With which driver: reference, test-hmm.", Drivers.Names);

    private readonly Option<string[]> scopes = new("--scopes")
    {
        HelpName = "NAMES",
        Description = "Explore these scopes only, of those that have them: hmm list scopes.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int?> threads = Number.Optional("--threads",
        "Explore with N threads; without, one for each processor.", 1, 256);

    private readonly Option<string?> output = new("--output")
    {
        HelpName = "FILE",
        Description = "Write to FILE instead of standard output.",
    };

    /// <summary>Describes the command.</summary>
    /// <param name="terminal">Where it prints.</param>
    /// <param name="conformer">What it compares traces with.</param>
    public ReportCommand(Terminal terminal, Conformer conformer)
        : base("report", "Check, mutate and replay everything, and write one page about it.",
            ("hmm report --output report.html", "writes a page to keep with a build"), terminal)
    {
        this.conformer = conformer;
        protocols.CompletionSources.Add(Protocols.Names);
        Add(protocols);
        Add(driver);
        Add(scopes);
        Add(threads);
        Add(output);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, CancellationToken stop)
    {
        var file = parsed.GetValue(output);
        OutputFile.Try(file);
        var named = Named(parsed);
        var run = new WholeRun(
            [.. named.SelectMany(protocol => Wanted(parsed, protocol).Select(scope => Explore(parsed, protocol, scope, stop)))],
            [.. named.Where(static protocol => !protocol.Mutants.IsEmpty).Select(protocol => (protocol.Name, Killing.All(protocol, stop)))],
            Conform(stop));
        if (stop.IsCancellationRequested)
        {
            Terminal.Error.WriteLine("Inconclusive: interrupted, and nothing is written.");
            return ExitCode.Inconclusive;
        }

        var page = ReportPage.Of(run);
        if (file is null)
        {
            Terminal.Output.Write(page);
        }
        else
        {
            OutputFile.Write(file, page);
        }

        return run.ExitCode;
    }

    private ImmutableArray<Protocol> Named(ParseResult parsed)
    {
        var names = parsed.GetValue(protocols) is { Length: > 0 } typed ? typed
            : [Protocols.Names[0], .. Extensions.All.Select(static extension => extension.Name)];
        if (names.Except(Protocols.Names).FirstOrDefault() is { } unknown)
        {
            throw Suggestion.Unknown("protocol", unknown, $"hmm report {unknown}", "There is no protocol of that name.", Protocols.Names);
        }

        return [.. names.Select(name => Protocols.Of(name, parsed.GetValue(driver)!))];
    }

    private IEnumerable<NamedScope> Wanted(ParseResult parsed, Protocol protocol)
    {
        var names = parsed.GetValue(scopes) is { Length: > 0 } typed ? [.. typed] : protocol.DefaultScopes;
        return names.Select(protocol.Scope).OfType<NamedScope>();
    }

    private CheckResult Explore(ParseResult parsed, Protocol protocol, NamedScope scope, CancellationToken stop) =>
        new Progress(Terminal).Watch(watch =>
        {
            var system = new WorldSystem(protocol, scope.Scope);
            var explorer = new ExplorerOptions
            {
                Threads = parsed.GetValue(threads) ?? Environment.ProcessorCount,
                Clock = static () => System.Diagnostics.Stopwatch.GetElapsedTime(0),
                Progress = told => watch($"{protocol.Name}, {scope.Name}: {Progress.Text(told)}"),
            };
            var exploration = Explorer.Explore(system, explorer, stop);
            var endings = exploration.Verdict is Verdict.Verified && scope.Scope.Times > 0
                ? Endings.Check(system, scope.Scope, explorer, stop)
                : null;
            return new CheckResult(protocol, scope, system, exploration) { Endings = endings };
        });

    private ConformanceReport Conform(CancellationToken stop)
    {
        var audit = new ConformanceAudit(conformer.Protocol);
        var files = ImmutableArray.CreateBuilder<FileConformance>();
        foreach (var name in BundledTraces.Names.TakeWhile(_ => !stop.IsCancellationRequested))
        {
            var file = new FileConformance(name);
            var replay = new TraceReplay(TraceReader.Read(name), stop);
            foreach (var (sequence, replayed) in replay.Run(sequence => conformer.Replay(sequence, audit)))
            {
                file.Add(sequence, replayed);
            }

            file.Problem = replay.Problem;
            files.Add(file);
        }

        return new()
        {
            Protocol = conformer.Protocol.ToString(),
            Files = files.ToImmutable(),
            Time = TimeSpan.Zero,
            WasStopped = stop.IsCancellationRequested,
            Coverage = Coverage.Of(conformer.Protocol, audit),
        };
    }
}
