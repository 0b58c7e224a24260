using System.Collections.Immutable;

namespace Hmm.Model.Operations;

/// <summary>Puts fragments together: a fragment's labels become part of the operation's, so that it can occur more than once.</summary>
public static class Group
{
    /// <summary>Stands between a fragment's name and its labels.</summary>
    public const string Separator = ": ";

    /// <summary>Where an operation ends.</summary>
    public const string Done = "done";

    /// <summary>A fragment under a name of its own. Its jumps find labels inside it first, then outside.</summary>
    /// <typeparam name="TWorld">The world.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="steps">The fragment.</param>
    /// <returns>The steps to splice in.</returns>
    public static ImmutableArray<Step<TWorld>> Of<TWorld>(string name, ImmutableArray<Step<TWorld>> steps)
        where TWorld : unmanaged =>
        [.. steps.Select(step => step with { Label = name + Separator + step.Label })];
}
