using Hmm.Model.Memory;

namespace Hmm.Model.Operations;

/// <summary>System memory that has an end: who finds none left lets go of what it holds, and comes back after reclaim.</summary>
public static class SystemMemory
{
    /// <summary>Whether an operation can have a page of system memory.</summary>
    /// <param name="draft">The operation's draft.</param>
    /// <returns>True when one is free or kept for the operation, or there is no end to them.</returns>
    public static bool HasRoom(Draft draft) =>
        draft.World.SystemLimit == 0 || draft.Me.Reclaim.Reserved || InUse(in draft.World) < draft.World.SystemLimit;

    /// <summary>The pages of system memory in use, or kept for whoever reclaimed them.</summary>
    /// <param name="world">The world.</param>
    /// <returns>The count.</returns>
    /// <remarks>Were a page that somebody reclaimed anybody's, others could take each one before it is used, for ever.</remarks>
    public static int InUse(in World world)
    {
        var used = 0;
        for (var index = 1; index < Capacity.Frames; index++)
        {
            used += world.Frames[index].Kind == FrameKind.System ? 1 : 0;
        }

        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            used += world.Flights[actor].Reclaim.Reserved ? 1 : 0;
        }

        return used;
    }

    /// <summary>Lets system memory be full: a fault that finds none left changes nothing and is taken again, a page that finds no room
    /// stays where it is.</summary>
    /// <param name="operation">An operation.</param>
    /// <returns>The operation, changed where it allocates.</returns>
    public static Operation Bound(Operation operation) => operation
        .Amend("map a zeroed page", static step => step.Instead(IsFull, static _ => { }))
        .Amend("copy the page", static step => step
            .Instead(IsFull, static d =>
            {
                d.Me.Status = 0;
                CpuFault.PutHeld(d);
            })
            .FirstIf(static d => d.Me.Fault.Fresh.IsNone, "handled"))
        .Amend("copy a page to memory", static step => step.Instead(IsFull, static _ => { }));

    /// <summary>Whether the fault that was sampled allocates a page of system memory.</summary>
    /// <param name="d">The draft.</param>
    /// <returns>True when it does.</returns>
    internal static bool IsNeeded(Draft d)
    {
        var entry = d.Me.Fault.Original;
        var writes = d.Me.Fault.Access == Access.Write;
        return entry.Kind switch
        {
            PteKind.None or PteKind.Zero => writes,
            PteKind.Private or PteKind.Swapped => true,
            PteKind.Present => writes && !entry.IsWritable && !d[entry.Frame].IsExclusive && d[entry.Frame].References > 1,
            _ => false,
        };
    }

    private static bool IsFull(Draft d) => !HasRoom(d);
}
