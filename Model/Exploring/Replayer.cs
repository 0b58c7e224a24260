using System.Collections.Immutable;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring;

/// <summary>Runs a token again.</summary>
public static class Replayer
{
    /// <summary>Takes the steps that a token names.</summary>
    /// <param name="system">The system, of the token's protocol and scope.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="token">The token.</param>
    /// <param name="changed">The steps, from 1, that are not what they were when the token was made, with what they are now; empty for a
    /// run that is the same.</param>
    /// <returns>The run, as far as it goes.</returns>
    public static Run Run(WorldSystem system, Protocol protocol, ReplayToken token, out ImmutableArray<(int Step, string Now)> changed)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(token);
        var differing = ImmutableArray.CreateBuilder<(int, string)>();
        var buffer = new SuccessorBuffer(system.StateBytes);
        system.Initial(buffer);
        var firings = ImmutableArray.CreateBuilder<Firing>();
        firings.Add(new(-1, -1, 0, [.. buffer.State(0)]));
        for (var i = 0; i < token.Choices.Length; i++)
        {
            var (choice, label) = token.Choices[i];
            buffer.Clear();
            system.Expand(firings[^1].State.AsSpan(), buffer);
            if (choice >= buffer.Count)
            {
                differing.Add((i + 1, "not possible"));
                break;
            }

            var rule = buffer.Rule(choice);
            if (Labels.Hash(protocol.Plan, rule) != label)
            {
                differing.Add((i + 1, $"{protocol.Plan.OperationAt(rule).Name}: {protocol.Plan.Step(rule).Label}"));
            }

            firings.Add(new(rule, buffer.Actor(choice), choice, [.. buffer.State(choice)]));
        }

        changed = differing.ToImmutable();
        return new(firings.ToImmutable()) { Loop = token.Loop };
    }
}
