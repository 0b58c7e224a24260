using System.Collections.Immutable;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Interleaved;

/// <summary>Which of the enabled steps is taken, one after the other: every list of small integers is a run, and so is every part of
/// it.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Choices">The choices: 0 goes on with the actor that took the last step.</param>
public sealed record Interleaving(WideScope Scope, ImmutableArray<int> Choices)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Scope.Name}: {string.Join(' ', Choices)}";
}
