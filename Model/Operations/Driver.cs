using System.Collections.Immutable;

namespace Hmm.Model.Operations;

/// <summary>What a device driver does on top of memory management:
/// the fragments that operations splice in where the kernel calls it.</summary>
public abstract class Driver
{
    /// <summary>Its name.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the driver says which device an exclusive access is for,
    /// so that its own callback can tell it from a revocation.</summary>
    public abstract bool OwnsExclusive { get; }

    /// <summary>What the driver does before it asks for exclusive access.</summary>
    /// <returns>The steps.</returns>
    public virtual ImmutableArray<Step> PrepareExclusive() => [];

    /// <summary>The callback of the interval notifier: <see cref="Flight.Notice"/> says what is invalidated,
    /// and for which device.</summary>
    /// <returns>The steps.</returns>
    public abstract ImmutableArray<Step> Invalidate();

    /// <summary>Allocates device memory for each page that migrates there, and copies it:
    /// <see cref="Flight.Migration"/> says which.</summary>
    /// <returns>The steps.</returns>
    public abstract ImmutableArray<Step> CopyToDevice();

    /// <summary>Allocates system memory for each page that comes back, and copies it.</summary>
    /// <returns>The steps.</returns>
    public abstract ImmutableArray<Step> CopyToMemory();

    /// <summary>Maps for the device what has moved to it, before the migration is finalized;
    /// a driver may leave it to the next device fault.</summary>
    /// <returns>The steps.</returns>
    public virtual ImmutableArray<Step> MapMoved() => [];

    /// <summary>What the driver does after a migration to the device, or a seizure, to tell its caller.</summary>
    /// <returns>The steps.</returns>
    public virtual ImmutableArray<Step> Conclude() => [];

    /// <summary>Maps pages for atomic access, after they were made exclusive.</summary>
    /// <returns>The steps.</returns>
    public abstract ImmutableArray<Step> MapExclusive();
}
