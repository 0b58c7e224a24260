using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Hmm.Model.Claims;
using Hmm.Model.Exploring;
using Hmm.Model.Protocols;
using Hmm.Tool.Reports;

namespace Hmm.Tool.Commands;

/// <summary><c>hmm mutate</c>: makes each mistake on purpose, and says which claim notices it.</summary>
internal sealed class MutateCommand : ToolCommand
{
    /// <summary>Every mutant with its protocol.</summary>
    private static readonly ImmutableArray<(Protocol Protocol, Mutant Mutant)> All =
    [
        .. KnownProtocols.Names.Select(static name => KnownProtocols.Of(name, Drivers.Of(Drivers.Names[0])))
            .SelectMany(static protocol => protocol.Mutants.Select(mutant => (protocol, mutant))),
    ];

    private readonly Argument<string[]> names = new("MUTANT")
    {
        Description = "The mistakes to make, without any all of them; a single one is shown with its counterexample.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Describes the command.</summary>
    /// <param name="terminal">Where it prints.</param>
    public MutateCommand(Terminal terminal)
        : base("mutate", "Make mistakes on purpose, and see which claim notices each: a survivor fails.",
            ("hmm mutate no-retry", "shows what a driver breaks that does not look at the sequence number"), terminal)
    {
        names.CompletionSources.Add([.. All.Select(static known => known.Mutant.Name)]);
        Add(names);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, CancellationToken stop)
    {
        string[] known = [.. All.Select(static known => known.Mutant.Name)];
        var wanted = parsed.GetValue(names) is { Length: > 0 } named ? named : known;
        foreach (var name in wanted.Except(known))
        {
            throw Suggestion.Unknown("mutant", name, $"hmm mutate {name}", "No protocol has a mutant of that name.", known);
        }

        var survivors = 0;
        var killers = new HashSet<string>();
        foreach (var (protocol, mutant) in All.Where(known => wanted.Contains(known.Mutant.Name)))
        {
            var trial = Trial.Of(protocol, mutant, Exploring(), stop);
            if (stop.IsCancellationRequested)
            {
                Terminal.Output.WriteLine("Inconclusive: interrupted.");
                return ExitCode.Inconclusive;
            }

            survivors += trial.Survives ? 1 : 0;
            killers.UnionWith(trial.Killers);
            Tell(trial);
            var result = Result(trial);
            if (wanted.Length == 1
                && ClaimResult.Of(result).FirstOrDefault(static claim => claim.Run is not null) is { Run: { } run } claim)
            {
                Terminal.Output.WriteLine();
                new CounterexampleText(Terminal).Write(result, claim, run);
                new LastToken(Terminal).Keep(result.Token(run).ToString());
            }
        }

        Terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{wanted.Length - survivors} of {wanted.Length} mutants killed, by {killers.Count} claims."));
        return survivors == 0 ? ExitCode.Success : ExitCode.Violated;
    }

    private static ExplorerOptions Exploring()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        return new() { Threads = Environment.ProcessorCount, Clock = () => clock.Elapsed };
    }

    private static CheckResult Result(Trial trial) =>
        new(trial.Protocol, trial.Scope, new WorldSystem(trial.Protocol, trial.Scope.Scope), trial.Exploration)
        {
            Mutant = trial.Mutant.Name,
            Endings = trial.Endings,
        };

    private void Tell(Trial trial)
    {
        var counts = trial.Exploration.Statistics;
        var killed = trial.First is { } first ? $"killed by {Text(first)}" : Terminal.Bad("survives");
        var claimed = trial.Claimed is { } kill && kill.By != trial.First?.By ? $", {Text(kill)}"
            : trial is { Survives: true, First: not null } ? $", {Terminal.Bad($"not by {trial.Mutant.Claim}")}" : string.Empty;
        Terminal.Output.WriteLine($"{trial.Mutant.Name,-30} {killed + claimed,-46} "
            + string.Create(CultureInfo.InvariantCulture, $"{counts.States,9:N0} worlds, {counts.Elapsed.TotalSeconds:F1} s   ")
            + Terminal.Remark(trial.Mutant.Story));
    }

    private static string Text(Kill kill) => string.Create(CultureInfo.InvariantCulture, $"{kill.By} in {kill.Depth} steps");
}
