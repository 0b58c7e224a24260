using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Recording;
using Hmm.Model.Exploring.Scripts;
using Hmm.Tool.Reports;
using Hmm.Tool.Traces;

namespace Hmm.Tool.Commands;

/// <summary><c>hmm trace</c>: writes calls that take a real kernel where no recording went.</summary>
internal sealed class TraceCommand : ToolCommand
{
    private readonly Option<string> form = Choice.Of("--as", "NAME",
        "Calls to read, or C for the recorder, see Kernel/README.md: calls, c.", ["calls", "c"]);

    private readonly Option<int> candidates = Number.Of("--candidates", "Draw N sequences and keep those that go a new way.", 20_000);
    private readonly Option<int> sections = Number.Of("--sections",
        "Draw N sections of threads that make calls at once, too.", 0, min: 0);

    private readonly Option<FileInfo[]> recorded = new("--recorded")
    {
        HelpName = "FILE",
        Description = "Recordings to leave out what they went, besides those that come with hmm.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int> pages = Number.Of("--pages", "Pages of the arena.", 4, 2, RecordedSequence.MaxPages);
    private readonly Option<int> seed = Number.Of("--seed", "What the calls are drawn from.", 1);

    /// <summary>Describes the command.</summary>
    /// <param name="terminal">Where it prints.</param>
    public TraceCommand(Terminal terminal)
        : base("trace", "Write sequences of calls for a real kernel, which go where no recording went.",
            ("hmm trace --as c", "writes them in C, to be compiled with the recorder"), terminal)
    {
        Add(form);
        Add(candidates);
        Add(sections);
        Add(recorded);
        Add(pages);
        Add(seed);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, CancellationToken stop)
    {
        var protocol = Conformer.Standard().Protocol;
        var audit = new ConformanceAudit(protocol);
        string[] traces = [.. BundledTraces.Names, .. (parsed.GetValue(recorded) ?? []).Select(static file => file.ToString())];
        foreach (var sequence in traces.SelectMany(TraceReader.Read).TakeWhile(_ => !stop.IsCancellationRequested))
        {
            Conformance.Run(protocol, sequence, audit);
        }

        var covering = new Covering(protocol, audit, parsed.GetValue(pages), (ulong)parsed.GetValue(seed));
        ImmutableArray<ImmutableArray<ScriptedRecord>> found = [.. covering.Search(parsed.GetValue(candidates), stop)];
        if (parsed.GetValue(sections) is var drawn and > 0)
        {
            found = [.. found, .. covering.SearchSections(drawn, stop)];
        }

        if (parsed.GetValue(form) == "c")
        {
            RecorderScript.Write(found, covering.Found, Terminal.Output);
        }
        else
        {
            Tell(found, covering);
        }

        return stop.IsCancellationRequested ? ExitCode.Inconclusive : ExitCode.Success;
    }

    private void Tell(ImmutableArray<ImmutableArray<ScriptedRecord>> found, Covering covering)
    {
        foreach (var (number, sequence) in found.Index())
        {
            Terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sequence {number + 1}: {sequence.Length} records"));
            foreach (var record in sequence)
            {
                foreach (var (thread, calls) in record.Threads.Index())
                {
                    var who = string.Create(CultureInfo.InvariantCulture,
                        $"  p{calls[0].Process}{(record.IsSection ? $" t{thread}" : string.Empty)}  ");
                    Terminal.Output.WriteLine(who + string.Join("; ", calls.Select(CallText.Describe)));
                }
            }
        }

        Terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{found.Length} sequences go {covering.Found.Count} ways that no recording went:"));
        foreach (var way in covering.Found)
        {
            Terminal.Output.WriteLine($"  {way}");
        }
    }
}
