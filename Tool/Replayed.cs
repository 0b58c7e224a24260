using Hmm.Model.Exploring;
using Hmm.Model.Protocols;
using Hmm.Tool.Viewer;

namespace Hmm.Tool;

/// <summary>What a token names, found and run again.</summary>
/// <param name="Token">The token.</param>
/// <param name="Protocol">The protocol.</param>
/// <param name="Scope">The scope.</param>
/// <param name="System">The two together, as the explorer sees them.</param>
/// <param name="Run">The run.</param>
internal sealed record Replayed(ReplayToken Token, Protocol Protocol, NamedScope Scope, WorldSystem System, Run Run)
{
    /// <summary>Runs a token.</summary>
    /// <param name="text">The token as the user typed it.</param>
    /// <returns>The run, the same as when the token was made.</returns>
    /// <exception cref="ProblemException">It is no token, or one of another version of the model.</exception>
    public static Replayed Of(string text)
    {
        var token = Read(text);
        var protocol = Protocols.OfToken(token.Protocol, token.Driver);
        var scope = protocol.Scope(token.Scope)!;
        var system = new WorldSystem(protocol, scope.Scope);
        var run = Replayer.Run(system, protocol, token, out var changed);
        if (changed.IsEmpty && run.Loop > 0 && !Endings.Starves(system, run))
        {
            changed = [(run.Steps, "no end of a loop in which every actor that can step does")];
        }

        if (!changed.IsEmpty)
        {
            var mutant = Protocols.MutantInToken(token.Protocol) is { } name ? $" --mutant {name}" : string.Empty;
            throw new ProblemException(new("The token was made with another version of the model.", text,
                $"These of its {token.Choices.Length} steps are others now: "
                    + $"{string.Join("; ", changed.Select(static c => $"{c.Step} ({c.Now})"))}.",
                $"Find the run anew: hmm check {scope.Name} --protocol {protocol.Name} --driver {token.Driver}{mutant}"));
        }

        return new(token, protocol, scope, system, run);
    }

    /// <summary>Everything that a reader may ask of the run.</summary>
    /// <returns>The run, made viewable.</returns>
    public ViewedRun View() => new Viewing(Protocol, Scope, System, Run).With(Token);

    private static ReplayToken Read(string text)
    {
        if (!ReplayToken.TryParse(text, out var read))
        {
            throw new ProblemException(new("This is no token.", text,
                "A token is hmm1, the protocol, the driver, the scope and a checksummed payload, with colons between.",
                "Copy the whole line that hmm check printed behind 'replay'."));
        }

        if (!Drivers.Names.Contains(read.Driver) || !Protocols.IsKnown(read.Protocol)
            || Protocols.OfToken(read.Protocol, read.Driver).Scope(read.Scope) is null)
        {
            throw new ProblemException(new("The token names what this version does not have.", text,
                $"It is for {read.Protocol} with driver {read.Driver} in scope {read.Scope}.",
                $"The protocols are {string.Join(", ", Protocols.Names)}; hmm list scopes --protocol NAME lists the scopes of one."));
        }

        return read;
    }
}
