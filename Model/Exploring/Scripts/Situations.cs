using Hmm.Model.Memory;

namespace Hmm.Model.Exploring.Scripts;

/// <summary>Worlds at rest from which a search goes on, kept because a page stood in them as in none before.</summary>
/// <param name="pages">Pages of the arena.</param>
internal sealed class Situations(int pages)
{
    private const int Most = 4_000;

    private readonly HashSet<int> seen = [];
    private readonly List<Situation> kept = [];

    /// <summary>How many there are.</summary>
    public int Count => kept.Count;

    /// <summary>One of them, counted from 0.</summary>
    /// <param name="index">Which.</param>
    public Situation this[int index] => kept[index];

    /// <summary>Keeps a world if something in it is new.</summary>
    /// <param name="world">The world.</param>
    /// <param name="calls">The calls that lead to it.</param>
    /// <param name="value">The next value to write.</param>
    public void Look(in World world, IReadOnlyList<ScriptedRecord> calls, ulong value)
    {
        var isNew = false;
        for (var space = 0; space < Capacity.Spaces; space++)
        {
            var before = 0;
            for (var page = 0; world.Space(space).IsAlive && page < pages; page++)
            {
                var key = Key(in world, Place.At(space, page));
                isNew |= seen.Add(key);
                isNew |= page > 0 && seen.Add(HashCode.Combine(Coarse(in world, space, page), before));
                before = Coarse(in world, space, page);
            }
        }

        if (isNew && kept.Count < Most)
        {
            kept.Add(new(world, [.. calls], value));
        }
    }

    // Everything of a page but which frame and which value it has.
    private static int Key(in World world, Place place)
    {
        var (vma, entry) = (world.Vma(place), world[place]);
        var frame = world[entry.Frame];
        var hash = default(HashCode);
        hash.Add((vma.Kind, vma.Protection, entry.Kind, entry.Access));
        hash.Add((frame.Kind, frame.Device, frame.References, frame.Mappings, frame.Marks));
        for (var device = 0; device < Capacity.Devices; device++)
        {
            var mirror = world.Mirror(device, place);
            hash.Add((mirror.Access, mirror.IsDangling, mirror.Frame == entry.Frame));
        }

        return hash.ToHashCode();
    }

    private static int Coarse(in World world, int space, int page)
    {
        var place = Place.At(space, page);
        return HashCode.Combine(world.Vma(place).Kind, world.Vma(place).Protection, world[place].Kind, world[place].Access, space == 0);
    }
}
