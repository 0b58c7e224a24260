namespace Hmm.Tool.Traces;

/// <summary>Which fields the objects of a trace can have at all; which of them one must have depends on its call.</summary>
internal static class FieldSets
{
    /// <summary>The first line of a sequence.</summary>
    public const Field OfHeader = Field.Seed | Field.Profile | Field.PagesOfArena | Field.Devices | Field.Length | Field.Kernel;

    /// <summary>Any line.</summary>
    public const Field OfLine = ~(Field.Begin | Field.SnapshotReturn | Field.Entries);

    /// <summary>A call of a section.</summary>
    public const Field OfThread = Field.Begin | Field.End | Field.Kind | Field.Device | Field.Page | Field.Count | Field.Protection
        | Field.Mapping
        | Field.File | Field.Offset | Field.To | Field.Value | Field.Return | Field.Torn | Field.Pages | Field.Faults | Field.Values
            | Field.Permissions;

    /// <summary>The state of a process.</summary>
    public const Field OfSpace = Field.Process | Field.SnapshotReturn | Field.Permissions | Field.Entries;
}
