using System.CommandLine;
using Hmm.Tool.Reports;

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
        Add(expect);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, CancellationToken stop)
    {
        var text = new LastToken(Terminal).Choose(parsed.GetValue(token), parsed.GetValue(last));
        var (read, protocol, scope, system, run) = Replayed.Of(text);
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

        var code = new RunText(Terminal).Write(protocol, scope, system, run);
        if (expected is null)
        {
            return code;
        }

        var isViolated = RunText.BrokenClaims(protocol, system, run).Contains(expected);
        Terminal.Output.WriteLine(isViolated ? Terminal.Good($"{expected} is violated, as expected.")
            : Terminal.Bad($"{expected} was expected to be violated, and is not."));
        return isViolated ? ExitCode.Success : ExitCode.Violated;
    }
}
