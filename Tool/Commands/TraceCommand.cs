using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Recording;
using Hmm.Tool.Reports;
using Hmm.Tool.Traces;

namespace Hmm.Tool.Commands;

/// <summary><c>hmm trace</c>: writes calls that take a real kernel where no recording went.</summary>
internal sealed class TraceCommand : ToolCommand
{
    private readonly Option<string> form = Choice.Of("--as", "NAME",
        "Calls to read, or C for the recorder, see Kernel/README.md: calls, c.", ["calls", "c"]);

    private readonly Option<int> candidates = Number("--candidates", "Draw N sequences and keep those that go a new way.", 20_000);
    private readonly Option<int> pages = Number("--pages", "Pages of the arena, 2 to 16.", 4);
    private readonly Option<int> seed = Number("--seed", "What the calls are drawn from.", 1);

    /// <summary>Describes the command.</summary>
    /// <param name="terminal">Where it prints.</param>
    public TraceCommand(Terminal terminal)
        : base("trace", "Write sequences of calls for a real kernel, which go where no recording went.",
            ("hmm trace --as c", "writes them in C, to be compiled with the recorder"), terminal)
    {
        Add(form);
        Add(candidates);
        Add(pages);
        Add(seed);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, CancellationToken stop)
    {
        var protocol = Conformer.Standard().Protocol;
        var audit = new ConformanceAudit(protocol);
        foreach (var sequence in BundledTraces.Names.SelectMany(TraceReader.Read).TakeWhile(_ => !stop.IsCancellationRequested))
        {
            Conformance.Run(protocol, sequence, audit);
        }

        var covering = new Covering(protocol, audit, Math.Clamp(parsed.GetValue(pages), 2, RecordedSequence.MaxPages),
            (ulong)parsed.GetValue(seed));
        ImmutableArray<ImmutableArray<Call>> found = [.. covering.Search(parsed.GetValue(candidates), stop)];
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

    private void Tell(ImmutableArray<ImmutableArray<Call>> found, Covering covering)
    {
        foreach (var (number, sequence) in found.Index())
        {
            Terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sequence {number + 1}: {sequence.Length} calls"));
            foreach (var call in sequence)
            {
                Terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  p{call.Process}  {CallText.Describe(call)}"));
            }
        }

        Terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{found.Length} sequences go {covering.Found.Count} ways that no recording went:"));
        foreach (var way in covering.Found)
        {
            Terminal.Output.WriteLine($"  {way}");
        }
    }

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
