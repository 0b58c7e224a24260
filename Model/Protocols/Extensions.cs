using System.Collections.Immutable;

namespace Hmm.Model.Protocols;

/// <summary>The extensions that come with the model: what was asked for, and is in no kernel or not in this one.</summary>
public static class Extensions
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<Extension> All { get; } =
    [
        LockedFault.Extension,
        HotUnplug.Extension,
        Locked.Extension,
        PeerToPeer.Extension,
        SharedAtomic.Extension,
        CoherentAny.Extension,
        Dma.Extension,
        Paging.Extension,
        MigrateAnywhere.Extension,
        Eviction.Extension,
        FileMigration.Extension,
    ];
}
