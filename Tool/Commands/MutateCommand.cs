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
        foreach (var (protocol, mutant) in All.Where(known => wanted.Contains(known.Mutant.Name)))
        {
            var result = Killing.Explore(protocol, mutant, stop);
            if (stop.IsCancellationRequested)
            {
                Terminal.Output.WriteLine("Inconclusive: interrupted.");
                return ExitCode.Inconclusive;
            }

            survivors += result.Exploration.Findings.IsEmpty ? 1 : 0;
            Tell(mutant, result);
            if (wanted.Length == 1 && !result.Exploration.Findings.IsEmpty)
            {
                Terminal.Output.WriteLine();
                new CounterexampleText(Terminal).Write(result, result.Exploration.Findings[0]);
                new LastToken(Terminal).Keep(result.Token(result.Exploration.Findings[0]));
            }
        }

        Terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{wanted.Length - survivors} of {wanted.Length} mutants killed."));
        return survivors == 0 ? ExitCode.Success : ExitCode.Violated;
    }

    private void Tell(Mutant mutant, CheckResult result)
    {
        var counts = result.Exploration.Statistics;
        var killed = result.Exploration.Findings switch
        {
            [] => Terminal.Bad("survives"),
            [Verdict.Violated violated, ..] => string.Create(CultureInfo.InvariantCulture,
                $"killed by {result.Protocol.Invariants[violated.Invariant].Id,-3} in {violated.Depth,3} steps"),
            _ => string.Create(CultureInfo.InvariantCulture,
                $"killed by a deadlock in {((Verdict.Deadlocked)result.Exploration.Findings[0]).Depth} steps"),
        };
        Terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{mutant.Name,-28} {killed}   {counts.States,9:N0} worlds, {counts.Elapsed.TotalSeconds:F1} s   ")
            + Terminal.Remark(mutant.Story));
    }
}
