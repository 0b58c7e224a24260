using System.Collections.Immutable;
using Hmm.Model.Claims.Mistakes;
using Hmm.Model.Operations;

namespace Hmm.Model.Claims;

/// <summary>A mistake made on purpose: how we know that the claims bite.</summary>
/// <param name="Name">Its name, as commands take it.</param>
/// <param name="Story">What is wrong, and where a kernel had it so, in a sentence.</param>
/// <param name="Scope">The scope in which a claim must notice.</param>
/// <param name="Change">Makes the mistake in a step; leaves all other steps as they are.</param>
public sealed record Mutant(string Name, string Story, string Scope, Func<Step, Step> Change)
{
    /// <summary>Makes the mistake in an operation as a whole, where it is one of order.</summary>
    public Func<Operation, Operation>? Rewrite { get; init; }

    /// <summary>The claim for whose sake the mistake is made: it must notice by itself. Empty when any may.</summary>
    public string Claim { get; init; } = string.Empty;

    /// <summary>The driver rule that the mistake breaks, by its id; empty when it breaks none.</summary>
    public string Rule { get; init; } = string.Empty;

    /// <summary>The known mistakes that it is, by their ids.</summary>
    public ImmutableArray<string> Known { get; init; } = [];

    /// <summary>An operation with the mistake.</summary>
    /// <param name="operation">The operation.</param>
    /// <returns>The mutated operation.</returns>
    public Operation Apply(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var rewritten = Rewrite is null ? operation : Rewrite(operation);
        return rewritten with { Steps = [.. rewritten.Steps.Select(Change)] };
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Leaves out what a step does; where it goes stays as it is.</summary>
    /// <param name="label">The end of the step's label.</param>
    /// <returns>The change.</returns>
    internal static Func<Step, Step> Drop(string label) => Mistake.Drop(label);

    /// <summary>Leaves out what a step waits for.</summary>
    /// <param name="label">The end of the step's label.</param>
    /// <returns>The change.</returns>
    internal static Func<Step, Step> DoNotWait(string label) => Mistake.DoNotWait(label);

    /// <summary>Leaves out where a step may go other than on.</summary>
    /// <param name="label">The end of the step's label.</param>
    /// <returns>The change.</returns>
    internal static Func<Step, Step> GoOn(string label) => Mistake.GoOn(label);

    /// <summary>Leaves out an invalidation: nobody is told, nothing is counted.</summary>
    /// <param name="announcement">The name of the announcement.</param>
    /// <param name="end">The label with which it ends.</param>
    /// <returns>The change.</returns>
    internal static Func<Step, Step> DoNotAnnounce(string announcement, string end) => Mistake.DoNotAnnounce(announcement, end);

    /// <summary>Does something more, or undoes something, after a step.</summary>
    /// <param name="label">The end of the step's label.</param>
    /// <param name="more">What is done.</param>
    /// <returns>The change.</returns>
    internal static Func<Step, Step> AndThen(string label, Act more) => Mistake.AndThen(label, more);

    /// <summary>Makes several changes.</summary>
    /// <param name="changes">The changes.</param>
    /// <returns>The change.</returns>
    internal static Func<Step, Step> All(params ImmutableArray<Func<Step, Step>> changes) => Mistake.All(changes);
}
