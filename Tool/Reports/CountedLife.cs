using System.Collections.Immutable;

namespace Hmm.Tool.Reports;

/// <summary>One lifecycle's transitions, and in how many records each was taken.</summary>
/// <param name="Name">The lifecycle.</param>
/// <param name="Transitions">Every permitted transition.</param>
internal sealed record CountedLife(string Name, ImmutableArray<Counted> Transitions);
