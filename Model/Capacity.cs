namespace Hmm.Model;

/// <summary>How much a <see cref="World"/> has room for. A scope uses less; a recorded trace may use it all.</summary>
public static class Capacity
{
    /// <summary>Pages of the arena.</summary>
    public const int Pages = 16;

    /// <summary>Address spaces.</summary>
    public const int Spaces = 4;

    /// <summary>Devices.</summary>
    public const int Devices = 4;

    /// <summary>Named memory files.</summary>
    public const int Files = 2;

    /// <summary>Memory objects: no object, the named files, and shared anonymous mappings.</summary>
    public const int Objects = 16;

    /// <summary>Frames, counting the one that names none.</summary>
    public const int Frames = 128;

    /// <summary>Operations in flight at once.</summary>
    public const int Actors = 6;

    /// <summary>Instances in the lock table.</summary>
    public const int Locks = 27;

    /// <summary>Places: pages of all spaces.</summary>
    public const int Places = Spaces * Pages;

    /// <summary>Words of the set of transitions that a recording world keeps.</summary>
    internal const int FiredWords = 6;

    /// <summary>The bit that stands for an actor in a mask of readers.</summary>
    internal const int WriterShift = 8;
}
