using Hmm.Model.Memory;

namespace Hmm.Model.Operations;

/// <summary>What every page ought to hold: the last value that anybody legally wrote.
/// No operation looks at it but to check what it read.</summary>
/// <remarks>Shared memory has one copy, the page cache's, which is its own truth; what can be lost or mixed up is private memory, and a
/// file where what is stored of it counts (<see cref="Kept.Stored"/>).</remarks>
public static class Ghost
{
    /// <summary>The value that a read of a page must return.</summary>
    /// <param name="world">The world.</param>
    /// <param name="place">The page.</param>
    /// <returns>The value.</returns>
    public static ushort Expected(in World world, Place place)
    {
        var written = world.Truths[Trees.Index(place)];
        var vma = world.Vma(place);
        return written != 0 ? (ushort)(written - 1)
            : vma.Object == 0 ? (ushort)0
            : IsKept(in world, vma.Object) ? InFile(in world, vma.Object, vma.Offset)
            : world[world.Cached(vma.Object, vma.Offset)].Content;
    }

    /// <summary>The value that a page of a named file ought to hold.</summary>
    /// <param name="world">The world.</param>
    /// <param name="memoryObject">The file's object.</param>
    /// <param name="offset">The page offset.</param>
    /// <returns>The value.</returns>
    public static ushort InFile(in World world, int memoryObject, int offset) =>
        world.FileTruths[((memoryObject - 1) * Capacity.Pages) + offset];

    /// <summary>Notes what a page of a named file holds.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="memoryObject">The file's object.</param>
    /// <param name="offset">The page offset.</param>
    /// <param name="value">The value.</param>
    internal static void WroteFile(Draft draft, int memoryObject, int offset, ushort value) =>
        draft.World.FileTruths[((memoryObject - 1) * Capacity.Pages) + offset] = value;

    /// <summary>Notes a write, or a private copy of what a file held.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="place">The page.</param>
    /// <param name="value">The value.</param>
    internal static void Wrote(Draft draft, Place place, ushort value)
    {
        if (draft.World.Vma(place).IsPrivate)
        {
            draft.World.Truths[Trees.Index(place)] = (ushort)(value + 1);
        }
        else if (draft.World.Vma(place) is var vma && IsKept(in draft.World, vma.Object))
        {
            WroteFile(draft, vma.Object, vma.Offset, value);
        }
    }

    /// <summary>Checks a read.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="place">The page.</param>
    /// <param name="value">The value that was read.</param>
    internal static void Check(Draft draft, Place place, ushort value)
    {
        if (draft.World.Vma(place).IsMapped && value != Expected(in draft.World, place))
        {
            draft.Report(new Violation(ViolationKind.Data, 0, place.Space, place.Page, 0, 0));
        }
    }

    /// <summary>Notes that a page's contents were thrown away.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="place">The page.</param>
    internal static void Forget(Draft draft, Place place) => draft.World.Truths[Trees.Index(place)] = 0;

    /// <summary>Notes that a page holds what another holds: after fork, or at a new address.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="from">The page that has the contents.</param>
    /// <param name="to">The page that gets them.</param>
    internal static void Copy(Draft draft, Place from, Place to) =>
        draft.World.Truths[Trees.Index(to)] = draft.World.Truths[Trees.Index(from)];

    private static bool IsKept(in World world, int memoryObject) =>
        (world.Keeps & Kept.Stored) != 0 && memoryObject is >= 1 and <= Capacity.Files;
}
