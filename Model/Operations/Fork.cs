using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Model.Operations;

/// <summary>fork: the child gets a copy of the address space, page by page on write, and opens the devices for itself.</summary>
public static class Fork
{
    /// <summary>The operation; <see cref="Binding.To"/> is the child's address space.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The operation.</returns>
    public static Operation Operation(Driver driver) => new("fork", Role.Thread,
    [
        Take(LockClasses.Mmap),
        Take(LockClasses.MmapNested),
        Note("start with the first page", static d => d.Me.Cursor = 0),
        Note("find the next VMA", FindVma)
            .If(static d => d.Me.Cursor == d.World.PageCount, "all copied"),
        Do("copy the VMA", CopyVma)
            .From("kernel/fork.c:dup_mmap")
            .If(static d => d.Vma(d.At.Space, d.Me.Cursor).AnonVma == 0, "pass the VMA")
            .If(static d => !d.Vma(d.At.Space, d.Me.Cursor).IsPrivate, "copy the entries"),
        .. Notifier.Start("announce the sharing", driver,
            static d => Mapping.Announce(d, NotifierEvent.ProtectPage, d.Me.Cursor, d.Me.Limit)),
        Do("copy the entries", static d =>
        {
            for (var page = d.Me.Cursor; page < d.Me.Limit; page++)
            {
                CopyEntry(d, new(d.At.Space, page), new(d.At.To, page));
            }
        })
            .Under(LockClasses.PageTable)
            .From("mm/memory.c:copy_pte_range")
            .Because("Entries of a VMA that never had an anonymous page are not copied: the child faults them in again."),
        Note("notice ended?", static _ => { })
            .If(static d => d.Me.Notice.Event == NotifierEvent.None, "pass the VMA"),
        .. Notifier.End("end the sharing's notice"),
        Note("pass the VMA", static d => d.Me.Cursor = d.Me.Limit).Then("find the next VMA"),
        Do("all copied", static d =>
        {
            d.Release(LockClasses.MmapNested.First + d.At.To);
            d.Release(LockClasses.Mmap.First + d.At.Space);
        }) with { Releases = [new(LockClasses.MmapNested), new(LockClasses.Mmap)], Mover = Mover.Left },
        Do("open the devices", static d =>
        {
            Fired.Note(d, Fired.Bit(SubscriptionState.Unregistered, SubscriptionTrigger.Insert));
            var subscribers = (byte)((1 << d.World.DeviceCount) - 1);
            var space = d.World.Space(d.At.To);

            // A walk of the reverse map may already be invalidating the child's copy: whoever subscribes then waits for its end.
            d.SetSpace(d.At.To, space with
            {
                IsAlive = true,
                Subscribers = subscribers,
                IsOdd = space.Active > 0,
                Busy = space.Active > 0 ? subscribers : (byte)0,
            });
        })
            .From("lib/test_hmm.c:dmirror_fops_open")
            .Because("The inherited device files mirror the parent; the child closes them and opens its own."),
    ])
    {
        Requires = IsUnused,
        Rule = "A process forks; from then on a write by either is never seen by the other, but through shared mappings.",
    };

    /// <summary>Whether the number of the child's address space is free: nobody lives there, nor is still on the way out.</summary>
    private static bool IsUnused(ref World world, int actor)
    {
        var child = world.Flights[actor].At.To;
        for (var other = 0; other < Capacity.Actors; other++)
        {
            if (other != actor && world.Flights[other].Position != 0 && world.Flights[other].At.Space == child)
            {
                return false;
            }
        }

        return !world.Space(child).IsAlive && !AddressSpace.IsAnyMapped(in world, child, 0, world.PageCount);
    }

    private static void FindVma(Draft d)
    {
        while (d.Me.Cursor < d.World.PageCount && !d.Vma(d.At.Space, d.Me.Cursor).IsMapped)
        {
            d.Me.Cursor++;
        }

        if (d.Me.Cursor < d.World.PageCount)
        {
            d.Me.Limit = (byte)AddressSpace.Extent(in d.World, new(d.At.Space, d.Me.Cursor)).End;
        }
    }

    private static void CopyVma(Draft d)
    {
        var parent = d.Vma(d.At.Space, d.Me.Cursor);
        var (anonVma, chain) = parent.AnonVma == 0 ? (0, 0) : AnonVmas.Fork(d, parent);
        for (var page = d.Me.Cursor; page < d.Me.Limit; page++)
        {
            d.SetVma(new(d.At.To, page), d.Vma(d.At.Space, page) with { AnonVma = (byte)anonVma, AnonChain = (byte)chain });
        }

        d.EnterAfter(new(d.At.To, d.Me.Cursor), new(d.At.Space, d.Me.Cursor));
    }

    private static void CopyEntry(Draft d, Place parent, Place child)
    {
        var entry = d[parent];
        if (entry.Kind == PteKind.Exclusive)
        {
            ExclusiveFault.Restore(d, parent);
            entry = d[parent];
        }

        var shared = !d.World.Vma(parent).IsPrivate;
        switch (entry.Kind)
        {
            case PteKind.Present or PteKind.Private:
                d.Map(entry.Frame);
                if (d[entry.Frame].IsAnonymous)
                {
                    d.SetExclusive(entry.Frame, false);
                }

                if (!shared)
                {
                    entry = entry.IsWritable ? entry.With(Access.Read) : entry;
                    d.Fire(parent, PageTrigger.Share, entry);
                }

                break;
            case PteKind.Migration when !shared && (entry.IsWritable || entry.WasExclusive):
                entry = Pte.Migration(entry.Frame, Access.Read, exclusive: false);
                d.Fire(parent, PageTrigger.Weaken, entry);
                break;
        }

        if (entry.Kind == PteKind.Swapped)
        {
            d.Get(entry.Frame);
        }

        d[child] = entry;
        Ghost.Copy(d, parent, child);
    }
}
