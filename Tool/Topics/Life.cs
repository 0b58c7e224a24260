using System.Collections.Immutable;
using Hmm.Model.Lifecycles;

namespace Hmm.Tool.Topics;

/// <summary>A lifecycle by names: its states, what is permitted in them, and its diagram.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rule">What lives it, in a sentence.</param>
/// <param name="Initial">The state that it begins in.</param>
/// <param name="Rows">Every permitted transition.</param>
/// <param name="Mermaid">The diagram.</param>
internal sealed record Life(
    string Name, string Rule, string Initial, ImmutableArray<(string From, string On, string To)> Rows, string Mermaid)
{
    /// <summary>The lifecycles of the model.</summary>
    public static ImmutableArray<Life> All { get; } =
    [
        Of(PageLife.Life, "A virtual page: where its contents are, and what the CPU's entry for it says."),
        Of(DeviceFrame.Life, "A page of device memory: from the driver's free list and back."),
        Of(MigrationEntry.Life, "A migration entry: each that is installed is removed or zapped, and meanwhile whoever touches it waits."),
        Of(Subscription.Life, "An interval notifier's subscription: readers wait while it is invalidating."),
    ];

    /// <summary>The states, in the order in which they are first met.</summary>
    public ImmutableArray<string> States => [.. Rows.SelectMany(static row => new[] { row.From, row.To }).Prepend(Initial).Distinct()];

    private static Life Of<TState, TTrigger>(Lifecycle<TState, TTrigger> life, string rule)
        where TState : struct, Enum
        where TTrigger : struct, Enum =>
        new(life.Name.Replace(' ', '-'), rule, $"{life.Initial}",
            [.. life.Transitions.Select(static row => ($"{row.From}", $"{row.On}", $"{row.To}"))],
            life.ToMermaid().ReplaceLineEndings("\n").Trim() + "\n");
}
