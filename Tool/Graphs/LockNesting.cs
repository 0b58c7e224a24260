using System.Collections.Immutable;
using Hmm.Model;
using Hmm.Model.Locking;
using Hmm.Model.Operations;
using Hmm.Model.Protocols;

namespace Hmm.Tool.Graphs;

/// <summary>A lock that is taken while another is held.</summary>
/// <param name="Outer">The one that is held.</param>
/// <param name="Inner">The one that is taken.</param>
/// <param name="Operation">An operation that does so.</param>
internal sealed record LockNesting(LockClass Outer, LockClass Inner, string Operation)
{
    /// <summary>What the steps of a protocol nest, read off their descriptions.</summary>
    /// <remarks>Every way out of a step is followed, since the descriptions do not say when it is gone. A pair against the declared order
    /// is left out: the claim on the order, checked in every run, says that such a way is never gone.</remarks>
    /// <param name="protocol">The protocol.</param>
    /// <returns>Each pair once, with the first operation that has it.</returns>
    public static ImmutableArray<LockNesting> Of(Protocol protocol) =>
    [
        .. protocol.Operations.SelectMany(operation => Of(protocol.Plan, operation))
            .Where(static nesting => nesting.Outer.Rank < nesting.Inner.Rank)
            .DistinctBy(static nesting => (nesting.Outer, nesting.Inner)),
    ];

    private static List<LockNesting> Of(Plan<World> plan, Operation<World> operation)
    {
        var found = new List<LockNesting>();
        var seen = new HashSet<(int Position, LockSet Held)>();
        var open = new Queue<(int Position, LockSet Held)>([(plan.Entry(operation.Name), LockSet.None)]);
        while (open.TryDequeue(out var at))
        {
            if (at.Position == 0 || !seen.Add(at))
            {
                continue;
            }

            var step = plan.Step(at.Position);
            var held = at.Held;
            foreach (var taken in step.Takes.Select(static use => use.Class).Concat(step.Within))
            {
                found.AddRange(LockClasses.All.Where(held.Has).Select(outer => new LockNesting(outer, taken, operation.Name)));
                held = held.With(taken);
            }

            var gone = step.Releases.Select(static use => use.Class).Concat(step.Within.Where(within => !at.Held.Has(within)));
            var kept = gone.Aggregate(held, static (locks, released) => new((ushort)(locks.Bits & ~LockSet.None.With(released).Bits)));
            foreach (var next in plan.Next(at.Position))
            {
                open.Enqueue((next, kept));
                open.Enqueue((next, step.Tries.Aggregate(kept, static (locks, tried) => locks.With(tried))));
            }
        }

        return found;
    }
}
