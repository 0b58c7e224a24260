using System.Collections.Immutable;
using Hmm.Model.Operations;

namespace Hmm.Model.Claims;

/// <summary>The parts of a teardown where devices reach each other's memory, in an order of one's own: a mistake for each order but the
/// right one.</summary>
public static class PeerOrder
{
    private const string Mark = "count the invalidation";
    private const string Clear = "clear the entries";

    /// <summary>What each part does, in the right order.</summary>
    public static ImmutableArray<string> Parts { get; } =
        ["mark the range", "tell the peers", "tell the owners", "clear the entries", "give the pages back"];

    /// <summary>Every wrong order of the parts, as their numbers from 1.</summary>
    public static ImmutableArray<ImmutableArray<int>> Wrong { get; } =
        [.. Orders([.. Enumerable.Range(1, Parts.Length)]).Skip(1)];

    /// <summary>A mistake: munmap, MADV_DONTNEED, truncation and exit tear down in another order.</summary>
    /// <param name="order">The numbers of the parts, from 1.</param>
    /// <param name="scope">The scope in which a claim must notice.</param>
    /// <returns>The mutant.</returns>
    public static Mutant Mutant(ImmutableArray<int> order, string scope) => new(
        $"order-{string.Concat(order)}",
        $"The teardown goes in this order: {string.Join(", ", order.Select(static part => Parts[part - 1]))}.",
        scope,
        static step => step) { Rewrite = operation => Reordered(operation, order) };

    private static Operation Reordered(Operation operation, ImmutableArray<int> order)
    {
        var steps = operation.Steps;
        for (var at = 0; at < steps.Length; at++)
        {
            if (IsLabelled(steps[at], Mark) && Clears(steps, at) is var clears && clears > 0)
            {
                steps = Reordered(steps, at, clears + 2, order);
                at = clears + 1;
            }
        }

        return operation with { Steps = steps };
    }

    /// <summary>Where the entries are cleared that an invalidation announces; -1 where it announces something else.</summary>
    private static int Clears(ImmutableArray<Step> steps, int mark)
    {
        for (var at = mark + 1; at < steps.Length && !IsLabelled(steps[at], Mark); at++)
        {
            if (IsLabelled(steps[at], Clear))
            {
                return at;
            }
        }

        return -1;
    }

    private static ImmutableArray<Step> Reordered(ImmutableArray<Step> steps, int start, int end, ImmutableArray<int> order)
    {
        var span = steps[start..end];
        int Find(string label) => Enumerable.Range(0, span.Length).Single(at => IsLabelled(span[at], label));
        var (owners, called) = (Find("begin with the owners"), Find("owners are gone") + 1);
        ImmutableArray<ImmutableArray<Step>> parts =
            [span[..1], span[1..owners], span[owners..called], span[^2..^1], span[^1..]];
        return [.. steps[..start], .. order.SelectMany(part => parts[part - 1]), .. span[called..^2], .. steps[end..]];
    }

    private static bool IsLabelled(Step step, string label) =>
        step.Label == label || step.Label.EndsWith(Group.Separator + label, StringComparison.Ordinal);

    private static IEnumerable<ImmutableArray<int>> Orders(ImmutableArray<int> parts) =>
        parts.Length == 0 ? [[]] : parts.SelectMany(part => Orders(parts.Remove(part)).Select(rest => rest.Insert(0, part)));
}
