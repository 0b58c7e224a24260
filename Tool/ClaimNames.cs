using System.Collections.Immutable;
using Hmm.Model.Protocols;

namespace Hmm.Tool;

/// <summary>Everything that is claimed of a protocol, by the names that commands take.</summary>
internal static class ClaimNames
{
    /// <summary>The name of the claim that nobody gets stuck.</summary>
    public const string Deadlock = "deadlock";

    /// <summary>What that claim says.</summary>
    public const string DeadlockStatement = "While an operation is in flight, some actor can take a step.";

    /// <summary>What is said where it is broken.</summary>
    public const string DeadlockFound = "No actor can take a step, and operations are in flight.";

    /// <summary>The name of the claim that every operation ends.</summary>
    public const string Progress = "progress";

    /// <summary>The claim by which a scope is known to fit the model: no other says anything where it is broken.</summary>
    public const string Capacity = "A4";

    /// <summary>The names of all claims of a protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <returns>Invariants, witnesses, and the two that have words for names.</returns>
    public static ImmutableArray<string> Of(Protocol protocol) =>
    [
        .. protocol.Invariants.Select(static invariant => invariant.Id),
        .. protocol.Witnesses.Select(static witness => witness.Id),
        Deadlock,
        Progress,
    ];

    /// <summary>Refuses a claim that a protocol does not have.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="name">What was typed.</param>
    /// <param name="option">Where.</param>
    /// <exception cref="ProblemException">There is no such claim.</exception>
    public static void Require(Protocol protocol, string name, string option)
    {
        var names = Of(protocol);
        if (!names.Contains(name))
        {
            throw Suggestion.Unknown("claim", name, $"{option} {name}", $"Protocol {protocol.Name} has no claim of that name.", names);
        }
    }
}
