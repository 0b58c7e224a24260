using System.Collections.Immutable;
using FsCheck.Xunit;
using Hmm.Model;
using Hmm.Model.Drivers;
using Hmm.Model.Memory;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Proposals;

/// <summary>On-demand paging beside a device with memory, and migration by an engine, in more pages than can be explored.</summary>
public sealed class AdapterProperties
{
    private const byte Adapter = 1;
    private static readonly Protocol Remote = Linux612.With(new Reference(), Paging.Extension);
    private static readonly Protocol Engine = Linux612.With(new Reference(), MigrateAnywhere.Extension);

    private static readonly ImmutableArray<Invocation> Thread =
    [
        new("cpu-write", new() { Count = 1, Value = 10 }), new("cpu-read", new() { Page = 1, Count = 1 }),
        new("discard", new() { Page = 1, Count = 2 }), new("protect", new() { Count = 2, Protection = Access.Read }),
        new("protect", new() { Count = 2, Protection = Access.Write }),
    ];

    private static readonly ImmutableArray<Invocation> Device =
    [
        new("device-write", new() { Count = 3, Value = 20 }), new("migrate-to-device", new() { Count = 3 }),
        new("device-read", new() { Count = 3 }),
    ];

    private static readonly Scope Regions = new()
    {
        Pages = 3,
        PrivateDevices = 2,
        Keeps = Kept.Dma | Kept.Statuses,
        Prelude =
        [
            new("register-region", new() { Device = Adapter, Count = 2 }),
            new("rdma-write", new() { Device = Adapter, Count = 2, Value = 1 }),
        ],
        Actors =
        [
            Thread,
            Device,
            [new("rdma-write", new() { Device = Adapter, Count = 2, Value = 30 }),
                new("rdma-read", new() { Device = Adapter, Page = 1, Count = 2 })],
            [new("deregister-region", new() { Device = Adapter, Count = 2 }), new("register-region", new() { Device = Adapter, Count = 2 }),
                new("prefetch", new() { Device = Adapter, Count = 2 })],
        ],
    };

    private static readonly Scope Ranges = new()
    {
        Pages = 3,
        PrivateDevices = 1,
        Keeps = Kept.Files,
        Prelude =
        [
            new("unmap", new() { Page = 2, Count = 1 }),
            new("map", new() { Page = 2, Count = 1, Kind = VmaKind.FileShared, Protection = Access.Write }),
        ],
        Actors =
        [
            Thread,
            Device,
            [new("migrate-range", new() { Count = 3 }), new("migrate-range", new() { Page = 1, Count = 2 })],
            [new("truncate", new() { Count = 0 }), new("truncate", new() { Count = 3 }),
                new("cpu-write", new() { Page = 2, Count = 1, Value = 50 })],
        ],
    };

    [Property(MaxTest = 300)]
    public void Remote_peers_reach_nothing_but_what_is_registered_and_there(Schedule schedule) =>
        ScheduledRun.Of(Remote, Regions, schedule);

    [Property(MaxTest = 300)]
    public void An_engine_moves_any_range_and_loses_nothing(Schedule schedule) => ScheduledRun.Of(Engine, Ranges, schedule);
}
