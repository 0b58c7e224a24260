using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Recording;
using Hmm.Tool.Reports;
using Hmm.Tool.Traces;

namespace Hmm.Tool.Commands;

/// <summary><c>hmm conform</c>: replays recorded kernel traces, and compares everything that was observed with the model.</summary>
internal sealed class ConformCommand : ToolCommand
{
    private const int MaxThreads = 256;

    private readonly Conformer conformer;
    private readonly Argument<string[]> files = new("FILE")
    {
        Description = "A recorded trace, plain or .gz, or - for standard input; or one that comes with hmm: "
            + $"{string.Join(", ", BundledTraces.Names)}. Without any, all that come with hmm.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> format = Choice("--format", "How to print the result.", "text", "json");

    private readonly Option<int> threads = new("--threads")
    {
        HelpName = "N",
        Description = "Replay N sequences at once.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<long?> seed = new("--seed") { HelpName = "N", Description = "Replay only the sequence of this seed." };

    private readonly Option<string?> save = new("--save")
    {
        HelpName = "FILE",
        Description = "Write the sequences that differ to FILE, as a trace.",
    };

    private readonly Option<bool> coverage = new("--coverage")
    {
        Description = "Count what the records exercise, list what none does, check the invariants after each; takes one thread.",
    };

    /// <summary>Describes the command.</summary>
    /// <param name="terminal">Where it prints.</param>
    /// <param name="conformer">What it compares traces with.</param>
    public ConformCommand(Terminal terminal, Conformer conformer)
        : base("conform", "Replay recorded kernel traces, and compare everything that was observed with the model.",
            ("hmm conform anon mine.jsonl", "replays a bundled trace and one of your own"), terminal)
    {
        this.conformer = conformer;
        threads.Validators.Add(result => Limit(result, 1, MaxThreads));
        files.Validators.Add(RefuseOptions);
        Add(files);
        Add(format);
        Add(threads);
        Add(seed);
        Add(save);
        Add(coverage);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, CancellationToken stop)
    {
        var report = Replay(parsed, stop);
        Save(report, parsed.GetValue(save));
        if (IsText(parsed))
        {
            new ConformanceText(Terminal).Write(report);
        }
        else
        {
            ConformanceJson.Write(report, Terminal.Output);
        }

        return report.ExitCode;
    }

    private ConformanceReport Replay(ParseResult parsed, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var wanted = parsed.GetValue(seed);
        var audit = parsed.GetValue(coverage) ? new ConformanceAudit(conformer.Protocol) : null;
        var results = ImmutableArray.CreateBuilder<FileConformance>();
        foreach (var name in parsed.GetValue(files) is { Length: > 0 } named ? named : [.. BundledTraces.Names])
        {
            var sequences = TraceReader.Read(name).Where(sequence => wanted is null || sequence.Seed == wanted);
            var trace = new TraceReplay(sequences, stop) { Threads = audit is null ? parsed.GetValue(threads) : 1 };
            results.Add(Replay(trace, name, sequence => conformer.Replay(sequence, audit)));
            if (IsText(parsed))
            {
                new ConformanceText(Terminal).Write(results[^1]);
            }

            if (stop.IsCancellationRequested)
            {
                break;
            }
        }

        CheckSeed(wanted, results);
        return new()
        {
            Protocol = conformer.Protocol.ToString(),
            Files = results.DrainToImmutable(),
            Time = clock.Elapsed,
            WasStopped = stop.IsCancellationRequested,
            Coverage = audit is null ? null : Coverage.Of(conformer.Protocol, audit),
        };
    }

    private bool IsText(ParseResult parsed) => parsed.GetValue(format) == "text";

    private static void CheckSeed(long? wanted, IReadOnlyList<FileConformance> results)
    {
        if (wanted is not null && results.All(result => result is { Sequences: 0, Problem: null }))
        {
            results[^1].Problem = new($"There is no sequence of seed {wanted}.", string.Join(", ", results.Select(result => result.File)),
                "--seed names one of the sequences of a trace.", "Leave --seed out to replay all of them.");
        }
    }

    private FileConformance Replay(TraceReplay trace, string name, Func<RecordedSequence, Replay> replay)
    {
        var result = new FileConformance(name);
        var progress = new Progress(Terminal);
        foreach (var (sequence, replayed) in trace.Run(replay))
        {
            result.Add(sequence, replayed);
            progress.Tell($"{name}: {result.Records:N0} records of {result.Sequences:N0} sequences");
        }

        progress.Clear();
        result.Problem = trace.Problem;
        return result;
    }

    private static void Save(ConformanceReport report, string? file)
    {
        if (file is null || !report.Differs)
        {
            return;
        }

        try
        {
            using var stream = File.Create(file);
            using var writer = new TraceWriter(stream);
            foreach (var (sequence, _) in report.Files.SelectMany(result => result.Differences))
            {
                writer.Write(sequence);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new("The sequences that differ cannot be written.", file, exception.Message,
                "Name another file in --save."), exception);
        }
    }

    private static Option<string> Choice(string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => values[0] };
        return option.AcceptOnlyFromAmong(values);
    }

    // The parser takes an option that it does not know for a file.
    private static void RefuseOptions(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-') && token.Value != TraceFile.StandardInput))
        {
            result.AddError($"There is no option {token.Value}.");
        }
    }

    private static void Limit(OptionResult result, int min, int max)
    {
        if (!result.Tokens.All(token => int.TryParse(token.Value, out var value) && value >= min && value <= max))
        {
            result.AddError($"{result.Option.Name} is a whole number from {min} to {max}.");
        }
    }
}
