using System.CommandLine;
using Hmm.Tool.Reports;
using Hmm.Tool.Viewer;

namespace Hmm.Tool.Commands;

/// <summary><c>hmm replay</c>: runs a token again, step by step.</summary>
internal sealed class ReplayCommand : ToolCommand
{
    private readonly Argument<string?> token = new("TOKEN")
    {
        Description = "What hmm check printed behind 'replay'.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> last = new("--last") { Description = "Run the counterexample that was printed last." };
    private readonly Option<string> form = Choice.Of("--as", "NAME", "Print the run as a table or as a test to paste: text, csharp.",
        ["text", "csharp"]);

    private readonly Option<string> format = Choice.Of("--format", "NAME",
        "Print it for people, or for programs as hmm view --format json does: text, json.", ["text", "json"]);

    private readonly Option<string> expect = new("--expect")
    {
        HelpName = "CLAIM",
        Description = "Succeed if this claim is violated at the end of the run, fail if it is not.",
    };

    /// <summary>Describes the command.</summary>
    /// <param name="terminal">Where it prints.</param>
    public ReplayCommand(Terminal terminal)
        : base("replay", "Run a counterexample again, and show what each step changes and which claim breaks.",
            ("hmm replay --last", "shows the run that the last check has found"), terminal)
    {
        Add(token);
        Add(last);
        Add(form);
        Add(format);
        Add(expect);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, CancellationToken stop)
    {
        var text = new LastToken(Terminal).Choose(parsed.GetValue(token), parsed.GetValue(last));
        var replayed = Replayed.Of(text);
        var (read, protocol, scope, system, run) = replayed;
        var expected = parsed.GetValue(expect);
        if (expected is not null)
        {
            ClaimNames.Require(protocol, expected, "--expect");
        }

        if (parsed.GetValue(form) == "csharp")
        {
            Terminal.Output.Write(ReplayTest.Of(read, scope, protocol, system, run));
            return ExitCode.Success;
        }

        var broken = RunText.BrokenClaims(protocol, system, run);
        if (parsed.GetValue(format) == "json")
        {
            Terminal.Output.WriteLine(RunJson.Of(replayed.View()));
        }
        else
        {
            new RunText(Terminal).Write(protocol, scope, system, run);
            Conclude(expected, broken);
        }

        return (expected is null ? broken.Count == 0 : broken.Contains(expected)) ? ExitCode.Success : ExitCode.Violated;
    }

    private void Conclude(string? expected, IReadOnlyList<string> broken)
    {
        if (expected is not null)
        {
            Terminal.Output.WriteLine(broken.Contains(expected) ? Terminal.Good($"{expected} is violated, as expected.")
                : Terminal.Bad($"{expected} was expected to be violated, and is not."));
        }
    }
}
