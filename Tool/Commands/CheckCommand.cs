using System.CommandLine;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Reductions;
using Hmm.Model.Protocols;
using Hmm.Tool.Checking;
using Hmm.Tool.Reports;

namespace Hmm.Tool.Commands;

/// <summary><c>hmm check</c>: explores every interleaving within the named scopes, and checks every claim in every world.</summary>
internal sealed class CheckCommand : ToolCommand
{
    private readonly CheckOptions options = new();

    /// <summary>Describes the command.</summary>
    /// <param name="terminal">Where it prints.</param>
    public CheckCommand(Terminal terminal)
        : base("check", "Explore every interleaving of a scope, and check every claim in every world.",
            ("hmm check writers --driver test-hmm", "shows how the kernel's test driver loses a write"), terminal)
    {
        foreach (var symbol in options.All)
        {
            if (symbol is Argument argument)
            {
                Add(argument);
            }
            else
            {
                Add((Option)symbol);
            }
        }
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, CancellationToken stop)
    {
        var settings = options.Read(parsed);
        if (parsed.GetValue(options.PrintsSettings))
        {
            Terminal.Output.Write(SettingsSchema.Print(parsed));
            return ExitCode.Success;
        }

        if (parsed.GetValue(options.PrintsSchema))
        {
            Terminal.Output.Write(SettingsSchema.Of(parsed.RootCommandResult.Command));
            return ExitCode.Success;
        }

        OutputFile.Try(settings.Output);
        var results = new List<CheckResult>();
        foreach (var scope in settings.Scopes)
        {
            if (stop.IsCancellationRequested)
            {
                break;
            }

            results.Add(Explore(settings, scope, stop));
            if (settings.ShowsText)
            {
                new CheckText(Terminal).Write(results[^1]);
            }
        }

        return Report(new(settings, [.. results]));
    }

    private CheckResult Explore(CheckSettings settings, NamedScope scope, CancellationToken stop) =>
        new Progress(Terminal).Watch(watch =>
        {
            var system = new WorldSystem(settings.Protocol, scope.Scope);
            var told = settings.Explorer with { Progress = told => watch($"{scope.Name}: {Progress.Text(told)}") };
            Refusal.IfAny(settings, scope, stop);
            var exploration = ReducedExploration.Of(settings.Protocol, scope.Scope, settings.Reduction, told, stop);
            var endings = exploration.Verdict is Verdict.Verified && scope.Scope.Times > 0 && settings.Wants(ClaimNames.Progress)
                ? Endings.Check(system, scope.Scope, told, stop)
                : null;
            return new CheckResult(settings.Protocol, scope, system, exploration)
            {
                Endings = endings,
                Reduction = settings.Reduction,
                Mutant = settings.Mutant?.Name,
                Only = settings.Only,
            };
        });

    private int Report(CheckOutcome outcome)
    {
        if (outcome.Token is { } token)
        {
            new LastToken(Terminal).Keep(token);
        }

        if (outcome.Settings.ShowsText)
        {
            new CheckText(Terminal).Conclude(outcome);
        }
        else
        {
            Terminal.Output.Write(CheckFormats.Render(outcome, outcome.Settings.Format));
        }

        if (outcome.Settings.Output is { } file)
        {
            OutputFile.Write(file, CheckFormats.Render(outcome, outcome.Settings.Format));
        }

        if (outcome.Settings.Github)
        {
            GithubReport.Write(outcome, Terminal);
        }

        return outcome.ExitCode;
    }
}
