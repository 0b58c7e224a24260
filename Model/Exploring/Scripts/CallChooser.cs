using System.Collections.Immutable;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Model.Exploring.Scripts;

/// <summary>Chooses calls at random that can be made in a world.</summary>
/// <param name="draws">What they are drawn from.</param>
/// <param name="pages">Pages of the arena.</param>
internal sealed class CallChooser(Draws draws, int pages)
{
    private static readonly ImmutableArray<(CallKind Kind, int Weight)> Weights =
    [
        (CallKind.Map, 9), (CallKind.Unmap, 4), (CallKind.Protect, 6), (CallKind.Discard, 4), (CallKind.CpuRead, 8),
        (CallKind.CpuWrite, 10),
        (CallKind.Fork, 4), (CallKind.Exit, 2), (CallKind.DeviceRead, 8), (CallKind.DeviceWrite, 10), (CallKind.DeviceMigrate, 12),
        (CallKind.DeviceBack, 6), (CallKind.Snapshot, 1), (CallKind.Exclusive, 8), (CallKind.CheckExclusive, 1), (CallKind.Move, 5),
        (CallKind.Truncate, 4), (CallKind.Reopen, 2),
    ];

    private static readonly int[] Protections = [3, 3, 3, 3, 1, 1, 0];

    /// <summary>The call with which every sequence begins.</summary>
    public Call Opening => new() { Kind = CallKind.Map, Process = 0, Count = pages, Protection = 3 };

    /// <summary>A call by any living process.</summary>
    /// <param name="world">The world.</param>
    /// <param name="value">The value that it writes, if it writes.</param>
    public Call Choose(in World world, ulong value)
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
        var page = draws.Below(pages);
        var call = new Call
        {
            Kind = kind,
            Process = living[draws.Below(living.Count)],
            Page = page,
            Count = 1 + draws.Below(pages - page),
            Device = draws.Below(Capacity.Devices),
            Value = value,
        };
        return kind switch
        {
            CallKind.Map => Mapped(call),
            CallKind.Protect => call with { Protection = Protections[draws.Below(Protections.Length)] },
            CallKind.CpuRead or CallKind.CpuWrite => call with { Count = 1 },
            CallKind.Move => call with { To = draws.Below(pages - call.Count + 1) },
            CallKind.Truncate => call with { Page = 0, File = draws.Below(Capacity.Files), Count = draws.Below(pages + 1) },
            CallKind.Fork when living.Count < Capacity.Spaces => call with
            {
                To = Enumerable.Range(0, Capacity.Spaces).First(process => !living.Contains(process)),
            },
            CallKind.Fork => call with { Kind = CallKind.CpuRead, Count = 1 },
            CallKind.Exit when call.Process == 0 => call with { Kind = CallKind.CpuRead, Count = 1 },
            _ => call,
        };
    }

    /// <summary>Calls for two or three threads of one process to make at once, most of them on one page.</summary>
    /// <param name="world">The world.</param>
    /// <param name="value">The first value that they write.</param>
    public ImmutableArray<ImmutableArray<Call>> ChooseSection(in World world, ulong value)
    {
        var threads = draws.Below(4) == 0 ? 3 : 2;
        var (process, hot) = (Choose(in world, value).Process, draws.Below(pages));
        var section = ImmutableArray.CreateBuilder<ImmutableArray<Call>>();
        for (var thread = 0; thread < threads; thread++)
        {
            var calls = ImmutableArray.CreateBuilder<Call>();
            for (var count = 1 + draws.Below(threads == 2 ? 3 : 2); count > 0; count--)
            {
                var call = ChooseOfSection(in world, process, hot, value);
                value += (ulong)call.Count;
                calls.Add(call);
            }

            section.Add(calls.ToImmutable());
        }

        return section.ToImmutable();
    }

    // Neither the number of processes changes in a section nor the map of the arena grows.
    private Call ChooseOfSection(in World world, int process, int hot, ulong value)
    {
        while (true)
        {
            var call = Choose(in world, value) with { Process = process };
            if (call.Kind is CallKind.Fork or CallKind.Exit)
            {
                continue;
            }

            return draws.Below(4) == 0 || call.Kind is CallKind.Truncate
                || hot + call.Count > pages || Math.Max(call.To, call.Offset) + call.Count > pages ? call : call with { Page = hot };
        }
    }

    private Call Mapped(Call call)
    {
        var kind = draws.Below(7) is var draw && draw < 4 ? MappingKind.AnonymousPrivate : (MappingKind)(draw - 3);
        var isOfFile = kind is MappingKind.FilePrivate or MappingKind.FileShared;
        return call with
        {
            Mapping = kind,
            Protection = Protections[draws.Below(Protections.Length - 1)],
            File = isOfFile ? draws.Below(Capacity.Files) : 0,
            Offset = isOfFile ? draws.Below(pages - call.Count + 1) : 0,
        };
    }

    private CallKind Pick()
    {
        var rest = draws.Below(Weights.Sum(static one => one.Weight));
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
}
