using System.Collections.Immutable;
using System.CommandLine;
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

    private readonly Option<string> format = Choice.Of("--format", "NAME", "How to print the result: text, json.", ["text", "json"]);

    private readonly Option<int?> threads = Number.Optional("--threads",
        "Replay N sequences at once; without, one for each processor.", 1, MaxThreads);

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

    private readonly Option<int?> explain = new("--explain")
    {
        HelpName = "RECORD",
        Description = "Show, step by step, how the threads of this record, which ran at once, did what was recorded.",
    };

    /// <summary>Describes the command.</summary>
    /// <param name="terminal">Where it prints.</param>
    /// <param name="conformer">What it compares traces with.</param>
    public ConformCommand(Terminal terminal, Conformer conformer)
        : base("conform", "Replay recorded kernel traces, and compare everything that was observed with the model.",
            ("hmm conform anon mine.jsonl", "replays a bundled trace and one of your own"), terminal)
    {
        this.conformer = conformer;
        Add(files);
        Add(format);
        Add(threads);
        Add(seed);
        Add(save);
        Add(coverage);
        Add(explain);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, CancellationToken stop)
    {
        if (parsed.GetValue(explain) is { } record)
        {
            return Explain(parsed.GetValue(files)!, parsed.GetValue(seed), record);
        }

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
            var trace = new TraceReplay(sequences, stop)
            {
                Threads = audit is null ? parsed.GetValue(threads) ?? Environment.ProcessorCount : 1,
            };
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

    /// <summary>Shows how the threads of one record did what they did.</summary>
    private int Explain(string[] named, long? wanted, int record)
    {
        List<RecordedSequence> sequences = named.Length != 1 ? []
            : [.. TraceReader.Read(named[0]).Where(sequence => wanted is null || sequence.Seed == wanted).Take(2)];
        if (sequences.Count != 1)
        {
            throw new ProblemException(new("One record is shown of one sequence.", string.Join(", ", named),
                "--explain needs one trace, and --seed where the trace has more than one sequence.",
                "hmm conform lost-write --explain 26"));
        }

        var replay = Conformance.Run(conformer.Protocol, sequences[0], account: record);
        if (replay.Account is not { } account)
        {
            throw new ProblemException(new($"Record {record} is not shown.", sequences[0].File,
                replay.Difference is { } difference ? $"Record {difference.Index} differs." : "No threads ran at once in it.",
                "Name a record of threads that ran at once."));
        }

        new AccountText(Terminal).Write(sequences[0], account);
        return account.Blocked is null ? ExitCode.Success : ExitCode.Differs;
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
        return new Progress(Terminal).Watch(watch =>
        {
            foreach (var (sequence, replayed) in trace.Run(replay))
            {
                result.Add(sequence, replayed);
                watch($"{name}: {result.Records:N0} records of {result.Sequences:N0} sequences");
            }

            result.Problem = trace.Problem;
            return result;
        });
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
}
