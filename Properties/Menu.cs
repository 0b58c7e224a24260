using System.Collections.Immutable;
using Hmm.Model;
using Hmm.Model.Memory;
using Hmm.Model.Protocols;

namespace Hmm.Properties;

/// <summary>What may be called in a world: any operation, by any living process, on any range of the arena. A call may fail, as the kernel
/// lets it fail; it is never one that nobody could make.</summary>
public static class Menu
{
    /// <summary>Processes at once.</summary>
    public const int Processes = 3;

    private const int ObjectsMax = 12;

    /// <summary>The operations, each as often as it is worth; a shrinking schedule prefers the first.</summary>
    private static readonly ImmutableArray<string> Slots =
    [
        .. Times(5, "cpu-write"), .. Times(4, "cpu-read"), .. Times(6, "device-read"), .. Times(6, "device-write"),
        .. Times(8, "migrate-to-device"), .. Times(3, "migrate-to-memory"), .. Times(5, "exclusive"), "check-exclusive", "snapshot",
        .. Times(3, "protect"), .. Times(3, "discard"), .. Times(2, "unmap"), .. Times(6, "map"), .. Times(2, "move"),
        .. Times(2, "truncate"), .. Times(4, "fork"), "exit", "reopen",
    ];

    private static readonly ImmutableArray<VmaKind> Kinds =
        [VmaKind.AnonymousPrivate, VmaKind.FilePrivate, VmaKind.FileShared, VmaKind.AnonymousShared];

    private static readonly ImmutableArray<Access> Protections =
        [Access.Write, Access.Read, Access.Write, Access.None, Access.Write, Access.Read, Access.Write, Access.Write];

    private static readonly ImmutableArray<int> Counts = [1, 2, 1, 3, 1, 2, 4, Capacity.Pages];

    /// <summary>The operations that the menu offers.</summary>
    public static IEnumerable<string> Operations => Slots.Distinct();

    /// <summary>The call that a choice picks.</summary>
    /// <param name="world">The world, in which nothing is in flight.</param>
    /// <param name="digits">The choice.</param>
    /// <param name="value">The value to write, which nobody wrote before.</param>
    /// <returns>The call.</returns>
    public static Invocation Pick(in World world, ref Digits digits, int value)
    {
        var name = Slots[digits.NextOfMany(Slots.Length)];
        var page = digits.Next(world.PageCount);
        var count = Math.Min(Counts[digits.Next(Counts.Length)], world.PageCount - page);
        var processes = Living(in world);
        var device = digits.Next(world.DeviceCount);
        var call = new Binding
        {
            Device = (byte)device,
            Space = (byte)processes[digits.Next(processes.Count)],
            Page = (byte)page,
            Count = (byte)count,
            Value = (ushort)value,
        };
        return name switch
        {
            "cpu-read" or "cpu-write" => new(name, call with { Count = 1, Device = 0 }),
            "map" => new(name, Mapped(in world, call, ref digits)),
            "protect" => new(name, call with { Protection = Protections[digits.Next(Protections.Length)] }),
            "move" => new(name, call with { To = (byte)digits.Next(world.PageCount - count + 1) }),
            "truncate" => new(name, Truncated(call, device % Capacity.Files, page + count - 1 + digits.Next(2))),
            "fork" when processes.Count < Processes => new(name, new() { Space = call.Space, To = (byte)Free(in world) }),
            "fork" => new("cpu-read", call with { Count = 1, Device = 0 }),
            "exit" when call.Space == 0 => new("cpu-read", call with { Count = 1, Device = 0 }),
            "exit" => new(name, new() { Space = call.Space }),
            "reopen" => new(name, new() { Space = call.Space, Device = call.Device }),
            _ => new(name, call),
        };
    }

    /// <summary>The processes that live.</summary>
    /// <param name="world">The world.</param>
    /// <returns>Their numbers.</returns>
    public static List<int> Living(in World world)
    {
        var living = new List<int>();
        for (var process = 0; process < Processes; process++)
        {
            if (world.Space(process).IsAlive)
            {
                living.Add(process);
            }
        }

        return living;
    }

    /// <summary>A mapping that fits into a hole, where there is one.</summary>
    private static Binding Mapped(in World world, Binding call, ref Digits digits)
    {
        var (page, room) = Hole(in world, call.Place);
        var kind = Kinds[digits.Next(Objects(in world) < ObjectsMax ? Kinds.Length : Kinds.Length - 1)];
        var isFile = kind is VmaKind.FilePrivate or VmaKind.FileShared;
        return call with
        {
            Device = 0,
            Page = (byte)page,
            Count = (byte)(((call.Count - 1) % room) + 1),
            Kind = kind,
            Protection = Protections[digits.Next(Protections.Length)],
            File = (byte)(isFile ? digits.Next(Capacity.Files) : 0),
            To = (byte)(isFile ? digits.Next(world.PageCount) : 0),
        };
    }

    /// <summary>The first hole at or behind a page, or else the first of all, with its length;
    /// without a hole the page to the arena's end.</summary>
    private static (int Page, int Room) Hole(in World world, Place place)
    {
        for (var i = 0; i < world.PageCount; i++)
        {
            var page = (place.Page + i) % world.PageCount;
            var end = page;
            while (end < world.PageCount && !world.Vma(Place.At(place.Space, end)).IsMapped)
            {
                end++;
            }

            if (end > page)
            {
                return (page, end - page);
            }
        }

        return (place.Page, world.PageCount - place.Page);
    }

    private static Binding Truncated(Binding call, int file, int length) =>
        new() { Space = call.Space, File = (byte)file, Count = (byte)length };

    private static int Free(in World world)
    {
        var process = 0;
        while (world.Space(process).IsAlive)
        {
            process++;
        }

        return process;
    }

    private static int Objects(in World world)
    {
        var objects = new HashSet<byte>();
        for (byte process = 0; process < Processes; process++)
        {
            for (byte page = 0; page < world.PageCount; page++)
            {
                objects.Add(world.Vma(new(process, page)).Object);
            }
        }

        return objects.Count;
    }

    private static IEnumerable<string> Times(int count, string name) => Enumerable.Repeat(name, count);
}
