using System.Collections.Immutable;
using System.Globalization;
using Hmm.Model.Locking;
using Hmm.Model.Memory;

namespace Hmm.Model.Exploring;

/// <summary>One thing that differs between two worlds.</summary>
/// <param name="Sign">+ for what came, - for what went, ~ for what changed.</param>
/// <param name="Cell">What it is: a page's entry, a mirror, a frame, a lock, a subscription.</param>
/// <param name="Before">What it was; empty where it was not.</param>
/// <param name="After">What it is; empty where it is not any more.</param>
public sealed record Change(char Sign, string Cell, string Before, string After)
{
    /// <summary>What differs between two worlds.</summary>
    /// <param name="before">The world before.</param>
    /// <param name="after">The world after.</param>
    /// <returns>The changes: entries first, then mirrors, frames, locks and subscriptions.</returns>
    public static ImmutableArray<Change> Between(in World before, in World after)
    {
        var changes = ImmutableArray.CreateBuilder<Change>();
        AddPages(changes, in before, in after);
        for (byte index = 1; index < Capacity.Frames; index++)
        {
            var frame = new Frame(index);
            var (was, now) = (Parts(before[frame]), Parts(after[frame]));
            var (gone, come) = was.Length == 0 || now.Length == 0 ? (was, now) : ([.. was.Except(now)], [.. now.Except(was)]);
            Add(changes, frame.ToString(), string.Join(", ", gone), string.Join(", ", come));
            Add(changes, $"status[{frame}]", Text(before.Status(frame)), Text(after.Status(frame)));
        }

        AddDevices(changes, in before, in after);

        foreach (var lockClass in LockClasses.All.Where(static c => c.Instances > 0 && c != LockClasses.MmapNested))
        {
            for (var i = 0; i < lockClass.Instances; i++)
            {
                var (was, now) = (before.Locks[lockClass.First + i], after.Locks[lockClass.First + i]);
                Add(changes, LockText.Name(lockClass, i), LockText.Holders(was), LockText.Holders(now));
            }
        }

        for (var space = 0; space < Capacity.Spaces; space++)
        {
            Add(changes, $"notifier[m{space}]", Text(before.Space(space)), Text(after.Space(space)));
        }

        return changes.ToImmutable();
    }

    /// <inheritdoc/>
    public override string ToString() => Sign switch
    {
        '+' => $"+ {Cell}: {After}",
        '-' => $"- {Cell}: {Before}",
        _ => $"~ {Cell}: {Before} -> {After}",
    };

    private static void AddPages(ImmutableArray<Change>.Builder changes, in World before, in World after)
    {
        for (var i = 0; i < Capacity.Places; i++)
        {
            var place = Place.At(i / Capacity.Pages, i % Capacity.Pages);
            Add(changes, $"cpu[{place}]", Text(before[place].ToString()), Text(after[place].ToString()));
            Add(changes, $"vma[{place}]", Text(before.Vma(place).ToString()), Text(after.Vma(place).ToString()));
            Add(changes, $"binding[{place}]", Text(before.Bound(place).ToString()), Text(after.Bound(place).ToString()));
            for (var device = 0; device < after.DeviceCount; device++)
            {
                var (was, now) = (before.Mirror(device, place), after.Mirror(device, place));
                Add(changes, $"mirror[d{device},{place}]", Text(was.ToString()), Text(now.ToString()));
                var (backed, backs) = (before.Dma(device, place), after.Dma(device, place));
                Add(changes, $"dma[d{device},{place}]", Text(backed.ToString()), Text(backs.ToString()));
            }
        }
    }

    private static void AddDevices(ImmutableArray<Change>.Builder changes, in World before, in World after)
    {
        for (var device = 0; device < after.DeviceCount; device++)
        {
            Add(changes, $"memory[d{device}]", before.Device(device).ToString(), after.Device(device).ToString());
            for (var peer = 0; peer < after.DeviceCount; peer++)
            {
                var (was, now) = (before.Window(device, peer), after.Window(device, peer));
                Add(changes, $"window[d{device} to d{peer}]", Text(was), Text(now));
            }
        }

        for (var i = 0; i < Capacity.Files * Capacity.Pages; i++)
        {
            var (file, offset) = (i / Capacity.Pages, i % Capacity.Pages);
            Add(changes, $"cache[file {file}, page {offset}]", Text(before.Cached(file + 1, offset)), Text(after.Cached(file + 1, offset)));
            Add(changes, $"stored[file {file}, page {offset}]", Text(before.Stored(file, offset)), Text(after.Stored(file, offset)));
        }
    }

    private static void Add(ImmutableArray<Change>.Builder changes, string cell, string before, string after)
    {
        if (before != after)
        {
            changes.Add(new(before.Length == 0 ? '+' : after.Length == 0 ? '-' : '~', cell, before, after));
        }
    }

    private static string Text(int number) => number == 0 ? string.Empty : number.ToString(CultureInfo.InvariantCulture);

    private static string Text(Frame frame) => frame.IsNone ? string.Empty : frame.ToString();

    private static string Text(FrameStatus status) => status == FrameStatus.None ? string.Empty : status.ToString().ToLowerInvariant();

    private static string Text(string value) => value is "none" or "hole" ? string.Empty : value;

    /// <summary>What there is to say of a frame, so that a change shows only the parts that changed.</summary>
    private static string[] Parts(FrameRecord frame) => frame.Kind == FrameKind.Free ? [] :
    [
        frame.IsDevice ? $"{(frame.Kind == FrameKind.Private ? "private" : "coherent")} d{frame.Device}"
            : frame.Kind == FrameKind.Swap ? "swap space" : "system",
        $"ref {frame.References}",
        $"map {frame.Mappings}",
        $"holds {frame.Content}",
        .. frame.IsExclusive ? ["exclusive"] : Array.Empty<string>(),
        .. frame.Locker == 0 ? Array.Empty<string>() : [$"locked by a{frame.Locker - 1}"],
    ];

    private static string Text(Space space) => space == default || (space.Active == 0 && space.Busy == 0)
        ? string.Empty
        : $"{space.Active} running{(space.Busy == 0 ? string.Empty : ", readers wait")}";
}
