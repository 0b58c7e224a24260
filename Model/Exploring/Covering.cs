using System.Collections.Immutable;
using Hmm.Model.Exploring.Recording;
using Hmm.Model.Operations;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring;

/// <summary>Looks for sequences of calls that take the model where no recording went, for a kernel to follow.</summary>
/// <remarks>Calls are drawn at random, always the same for the same seed. A sequence is kept up to its last call that went a new way;
/// where the kernel is free, the usual arm is assumed.</remarks>
public sealed class Covering
{
    /// <summary>Calls of a sequence, at most.</summary>
    public const int Longest = 40;

    private const int Coherent = 0b1100;
    private const int CallsMax = 16;

    private static readonly ImmutableArray<(CallKind Kind, int Weight)> Weights =
    [
        (CallKind.Map, 9), (CallKind.Unmap, 4), (CallKind.Protect, 6), (CallKind.Discard, 4), (CallKind.CpuRead, 8),
        (CallKind.CpuWrite, 10),
        (CallKind.Fork, 4), (CallKind.Exit, 2), (CallKind.DeviceRead, 8), (CallKind.DeviceWrite, 10), (CallKind.DeviceMigrate, 12),
        (CallKind.DeviceBack, 6), (CallKind.Snapshot, 1), (CallKind.Exclusive, 8), (CallKind.CheckExclusive, 1), (CallKind.Move, 5),
        (CallKind.Truncate, 4), (CallKind.Reopen, 2),
    ];

    private static readonly int[] Protections = [3, 3, 3, 3, 1, 1, 0];
    private readonly Plan<World> plan;
    private readonly int pages;
    private readonly bool[] known;
    private readonly StepCoverage steps;
    private ulong state;

    /// <summary>A search.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="recorded">What recordings have exercised.</param>
    /// <param name="pages">Pages of the arena.</param>
    /// <param name="seed">What the calls are drawn from.</param>
    public Covering(Protocol protocol, ConformanceAudit recorded, int pages, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(recorded);
        plan = protocol.Plan;
        this.pages = pages;
        state = seed;
        steps = new(plan.Length);
        known = [.. Enumerable.Range(0, plan.Length * StepCoverage.Ways)
            .Select(i => recorded.Steps.Of((i / StepCoverage.Ways) + 1, i % StepCoverage.Ways) > 0)];
    }

    /// <summary>The ways that were found and that no recording went: operation and step.</summary>
    public List<string> Found { get; } = [];

    /// <summary>Draws sequences.</summary>
    /// <param name="candidates">How many.</param>
    /// <param name="stop">Ends the search.</param>
    /// <returns>Those that go a new way.</returns>
    public IEnumerable<ImmutableArray<Call>> Search(int candidates, CancellationToken stop = default)
    {
        for (var i = 0; i < candidates && !stop.IsCancellationRequested; i++)
        {
            if (Draw() is { IsEmpty: false } sequence)
            {
                yield return sequence;
            }
        }
    }

    private ImmutableArray<Call> Draw()
    {
        var runner = new Runner(plan, steps);
        var world = World.Start(pages, Capacity.Devices, Coherent, recording: true);
        var (calls, value, length) = (new List<Call>(), 1UL, 0);
        while (calls.Count < Longest)
        {
            var call = calls.Count == 0 ? Opening() : Choose(in world, value);
            var invocation = Invocations.Of(call);
            steps.BeginRun();
            runner.Begin(ref world, 0, plan.Entry(invocation.Operation), invocation.Binding);
            while (runner.Run(ref world, 0) == Stop.Choice)
            {
                runner.Take(ref world, 0, 0);
            }

            // Whatever uses freed memory is no call for a real kernel.
            if (!world.IsQuiet() || world.Violation.Kind != ViolationKind.None)
            {
                break;
            }

            calls.Add(call);
            value += (ulong)Math.Max(1, call.Count);
            length = Note(invocation.Operation) ? calls.Count : length;
        }

        return [.. calls.Take(length)];
    }

    /// <summary>Whether the operation that has just run went a way that is new.</summary>
    private bool Note(string operation)
    {
        var isNew = false;
        for (var position = plan.Entry(operation); position <= plan.Length && plan.OperationAt(position).Name == operation; position++)
        {
            for (var way = 0; way < StepCoverage.Ways; way++)
            {
                var index = ((position - 1) * StepCoverage.Ways) + way;
                if (!known[index] && steps.Of(position, way) > 0)
                {
                    known[index] = true;
                    isNew = true;
                    var jumps = plan.Step(position).Jumps;
                    Found.Add($"{operation} / {plan.Step(position).Label}, {(way < jumps.Length ? $"to {jumps[way].Label}" : "on")}");
                }
            }
        }

        return isNew;
    }

    private Call Opening() => new() { Kind = CallKind.Map, Process = 0, Count = pages, Protection = 3 };

    private Call Choose(in World world, ulong value)
    {
        List<int> living = [];
        for (var process = 0; process < Capacity.Spaces; process++)
        {
            if (world.Space(process).IsAlive)
            {
                living.Add(process);
            }
        }

        var kind = Pick();
        var page = Below(pages);
        var call = new Call
        {
            Kind = kind,
            Process = living[Below(living.Count)],
            Page = page,
            Count = 1 + Below(Math.Min(pages - page, CallsMax)),
            Device = Below(Capacity.Devices),
            Value = value,
        };
        return kind switch
        {
            CallKind.Map => Mapped(call),
            CallKind.Protect => call with { Protection = Protections[Below(Protections.Length)] },
            CallKind.CpuRead or CallKind.CpuWrite => call with { Count = 1 },
            CallKind.Move => call with { To = Below(pages - call.Count + 1) },
            CallKind.Truncate => call with { Page = 0, File = Below(Capacity.Files), Count = Below(pages + 1) },
            CallKind.Fork when living.Count < Capacity.Spaces => call with
            {
                To = Enumerable.Range(0, Capacity.Spaces).First(process => !living.Contains(process)),
            },
            CallKind.Fork => call with { Kind = CallKind.CpuRead, Count = 1 },
            CallKind.Exit when call.Process == 0 => call with { Kind = CallKind.CpuRead, Count = 1 },
            _ => call,
        };
    }

    private Call Mapped(Call call)
    {
        var kind = Below(7) is var draw && draw < 4 ? MappingKind.AnonymousPrivate : (MappingKind)(draw - 3);
        var isOfFile = kind is MappingKind.FilePrivate or MappingKind.FileShared;
        return call with
        {
            Mapping = kind,
            Protection = Protections[Below(Protections.Length - 1)],
            File = isOfFile ? Below(Capacity.Files) : 0,
            Offset = isOfFile ? Below(pages - call.Count + 1) : 0,
        };
    }

    private CallKind Pick()
    {
        var rest = Below(Weights.Sum(static one => one.Weight));
        foreach (var (kind, weight) in Weights)
        {
            if (rest < weight)
            {
                return kind;
            }

            rest -= weight;
        }

        return CallKind.CpuRead;
    }

    // SplitMix64.
    private int Below(int limit)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)limit);
    }
}
