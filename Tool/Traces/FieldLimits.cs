using System.Collections.Immutable;
using System.Numerics;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Tool.Traces;

/// <summary>The least and the greatest value of every field that is one number.</summary>
internal static class FieldLimits
{
    private const int LastError = -4095;

    private static readonly ImmutableArray<(long Min, long Max)?> Limits = Table(
        (Field.Seed, 0, long.MaxValue),
        (Field.PagesOfArena, 1, RecordedSequence.MaxPages),
        (Field.Devices, 1, RecordedSequence.MaxDevices),
        (Field.Length, 1, int.MaxValue),
        (Field.Index, 0, int.MaxValue),
        (Field.Process, 0, RecordedSequence.MaxProcesses - 1),
        (Field.Begin, 0, long.MaxValue),
        (Field.End, 0, long.MaxValue),
        (Field.Device, 0, RecordedSequence.MaxDevices - 1),
        (Field.Page, 0, RecordedSequence.MaxPages - 1),
        (Field.Count, 0, RecordedSequence.MaxPages),
        (Field.Protection, 0, 7),
        (Field.File, 0, RecordedSequence.Files - 1),
        (Field.Offset, 0, RecordedSequence.MaxPages - 1),
        (Field.To, 0, RecordedSequence.MaxPages - 1),
        (Field.Return, LastError, 0),
        (Field.Torn, 1, 1),
        (Field.Pages, 0, int.MaxValue),
        (Field.Faults, 0, int.MaxValue),
        (Field.SnapshotReturn, LastError, -1));

    /// <summary>The limits of a field.</summary>
    /// <param name="field">The field.</param>
    /// <returns>Its least and greatest value, or null if it is not one number.</returns>
    public static (long Min, long Max)? Of(Field field) => Limits[BitOperations.TrailingZeroCount((int)field)];

    private static ImmutableArray<(long Min, long Max)?> Table(params ReadOnlySpan<(Field Field, long Min, long Max)> rows)
    {
        var table = new (long Min, long Max)?[32];
        foreach (var (field, min, max) in rows)
        {
            table[BitOperations.TrailingZeroCount((int)field)] = (min, max);
        }

        return [.. table];
    }
}
