using System.Collections.Immutable;

namespace Hmm.Model.Exploring.Scripts;

/// <summary>A world at rest, and how it was reached.</summary>
/// <param name="World">The world.</param>
/// <param name="Records">The records that lead to it.</param>
/// <param name="Value">The next value to write.</param>
internal sealed record Situation(World World, ImmutableArray<ScriptedRecord> Records, ulong Value);
