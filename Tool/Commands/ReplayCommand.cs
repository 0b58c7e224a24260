using System.CommandLine;
using Hmm.Model.Exploring;
using Hmm.Model.Protocols;
using Hmm.Tool.Reports;

namespace Hmm.Tool.Commands;

/// <summary><c>hmm replay</c>: runs a token again, step by step.</summary>
internal sealed class ReplayCommand : ToolCommand
{
    private readonly Argument<string> token = new("TOKEN") { Description = "What hmm check printed behind 'replay'." };
    private readonly Option<string> form = new Option<string>("--as")
    {
        Description = "Print the run as a table, or as a test to paste.",
        DefaultValueFactory = _ => "text",
    }.AcceptOnlyFromAmong("text", "csharp");

    /// <summary>Describes the command.</summary>
    /// <param name="terminal">Where it prints.</param>
    public ReplayCommand(Terminal terminal)
        : base("replay", "Run a counterexample again, and show what each step changes and which claim breaks.",
            ("hmm replay hmm1:linux-6.12:test-hmm:page:...", "shows the run that a check has found"), terminal)
    {
        Add(token);
        Add(form);
    }

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, CancellationToken stop)
    {
        var text = parsed.GetValue(token)!;
        var read = Read(text);
        var protocol = Protocols.Of(read.Protocol, read.Driver);
        var scope = protocol.Scope(read.Scope)!;
        var system = new WorldSystem(protocol, scope.Scope);
        var run = Replayer.Run(system, protocol, read, out var changed);
        if (!changed.IsEmpty)
        {
            throw new ProblemException(new("The token was made with another version of the model.", text,
                $"These of its {read.Choices.Length} steps are others now: "
                    + $"{string.Join("; ", changed.Select(static c => $"{c.Step} ({c.Now})"))}.",
                $"Find the run anew: hmm check {scope.Name} --driver {read.Driver}"));
        }

        if (parsed.GetValue(form) == "csharp")
        {
            Terminal.Output.Write(ReplayTest.Of(read, scope, protocol, system, run));
            return ExitCode.Success;
        }

        return Show(protocol, scope, system, run);
    }

    private int Show(Protocol protocol, NamedScope scope, WorldSystem system, Run run)
    {
        var world = system.Decode(run.Last.State.AsSpan());
        var broken = protocol.Invariants.Where(invariant => invariant.Check(in world) is not null).ToList();
        Terminal.Output.WriteLine($"{protocol.Name} with driver {protocol.Driver.Name} · scope {scope.Name}: {scope.Scope}");
        Terminal.Output.WriteLine();
        new CounterexampleText(Terminal).Steps(Explanation.Of(system, protocol, run),
            broken.Count == 0 ? string.Empty : $"<- {string.Join(", ", broken.Select(static invariant => invariant.Id))}");
        Terminal.Output.WriteLine();
        foreach (var invariant in broken)
        {
            Terminal.Output.WriteLine($"{Terminal.Bad($"{invariant.Id} violated")}   {invariant.Statement}");
            Terminal.Output.WriteLine($"  broken by {invariant.Check(in world)?.Describe(in world)}");
        }

        if (broken.Count == 0)
        {
            Terminal.Output.WriteLine(Terminal.Good("Every invariant holds at the end of this run."));
        }

        return broken.Count == 0 ? ExitCode.Success : ExitCode.Violated;
    }

    private static ReplayToken Read(string text)
    {
        if (!ReplayToken.TryParse(text, out var read))
        {
            throw new ProblemException(new("This is no token.", text,
                "A token is hmm1, the protocol, the driver, the scope and a checksummed payload, with colons between.",
                "Copy the whole line that hmm check printed behind 'replay'."));
        }

        if (!Drivers.Names.Contains(read.Driver) || !Protocols.Names.Contains(read.Protocol)
            || Protocols.Of(read.Protocol, read.Driver).Scope(read.Scope) is null)
        {
            throw new ProblemException(new("The token names what this version does not have.", text,
                $"It is for {read.Protocol} with driver {read.Driver} in scope {read.Scope}.",
                $"The protocols are {string.Join(", ", Protocols.Names)}."));
        }

        return read;
    }
}
