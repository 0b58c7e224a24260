namespace Hmm.Model.Locking;

/// <summary>A class of locks, in the sense of the kernel's lock validator: all instances obey one place in the order.</summary>
/// <param name="Id">The index in <see cref="LockClasses.All"/>.</param>
/// <param name="Name">The kernel's name.</param>
/// <param name="Rank">The place in the declared order: a lock is taken only while every held one has a smaller rank.</param>
/// <param name="Kind">How it waits.</param>
/// <param name="First">The first instance's index in the world's lock table; -1 where no instance is kept between steps.</param>
/// <param name="Instances">How many instances the lock table holds.</param>
/// <param name="Guards">What it protects, in a few words.</param>
public sealed record LockClass(int Id, string Name, int Rank, LockKind Kind, int First, int Instances, string Guards)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
