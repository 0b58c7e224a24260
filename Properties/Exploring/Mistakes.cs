using System.Collections.Immutable;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Properties.Exploring;

/// <summary>A record with one observation changed.</summary>
/// <param name="Field">Which kind of observation.</param>
/// <param name="Record">The changed record.</param>
public sealed record Mistakes(string Field, RecordedCall Record)
{
    /// <summary>Every kind of observation that a record of one call may hold.</summary>
    public static ImmutableArray<string> Fields { get; } =
    [
        "ret", "torn", "cpages", "faults", "vals", "perm", "state perm", "pte kind", "pte frame", "pte count", "pte file", "pte sole",
        "pte rights", "pte device",
    ];

    /// <summary>Every change of one observation of a record.</summary>
    /// <param name="record">The record of a call.</param>
    /// <returns>The changed records.</returns>
    public static IEnumerable<Mistakes> Of(RecordedCall record) => [.. InResult(record), .. InState(record)];

    private static IEnumerable<Mistakes> InResult(RecordedCall record)
    {
        var result = record.Result!;
        yield return With("ret", result with { Return = result.Return - 1 });
        yield return With("torn", result with { Torn = !result.Torn });
        if (result.Return != 0)
        {
            yield break;
        }

        if (result.Pages >= 0)
        {
            yield return With("cpages", result with { Pages = result.Pages + 1 });
        }

        if (result.Faults >= 0)
        {
            yield return With("faults", result with { Faults = result.Faults + 1 });
        }

        for (var i = 0; i < result.Values.Length; i++)
        {
            yield return With("vals", result with { Values = result.Values.SetItem(i, result.Values[i] ^ 1) });
        }

        for (var i = 0; i < result.Permissions.Length; i++)
        {
            yield return With("perm", result with { Permissions = result.Permissions.SetItem(i, (byte)(result.Permissions[i] ^ 1)) });
        }

        Mistakes With(string field, CallResult changed) => new(field, record with { Result = changed });
    }

    private static IEnumerable<Mistakes> InState(RecordedCall record)
    {
        for (var i = 0; i < record.State.Length; i++)
        {
            var space = record.State[i];
            for (var page = 0; page < space.Entries.Length; page++)
            {
                if (space.SnapshotReturn == 0)
                {
                    var permission = (byte)(space.Permissions[page] ^ 1);
                    yield return With("state perm", i, space with { Permissions = space.Permissions.SetItem(page, permission) });
                }

                foreach (var (field, entry) in Others(space.Entries[page]))
                {
                    yield return With(field, i, space with { Entries = space.Entries.SetItem(page, entry) });
                }
            }
        }

        Mistakes With(string field, int index, ObservedSpace space) =>
            new(field, record with { State = record.State.SetItem(index, space) });
    }

    private static IEnumerable<(string Field, ObservedEntry Entry)> Others(ObservedEntry entry)
    {
        yield return ("pte kind", entry.Kind == ObservedKind.None ? ObservedEntry.Zero : ObservedEntry.None);
        var (frame, isWritable, isSole) = (entry.Frame, entry.IsWritable, entry.IsSole);
        switch (entry.Kind)
        {
            case ObservedKind.Ram:
                yield return ("pte frame", ObservedEntry.Ram(frame + 1, entry.MapCount, entry.IsFile, isSole));
                yield return ("pte count", ObservedEntry.Ram(frame, entry.MapCount + 1, entry.IsFile, isSole));
                yield return ("pte file", ObservedEntry.Ram(frame, entry.MapCount, !entry.IsFile, isSole));
                yield return ("pte sole", ObservedEntry.Ram(frame, entry.MapCount, entry.IsFile, !isSole));
                break;
            case ObservedKind.Coherent:
                yield return ("pte frame", ObservedEntry.Coherent(entry.Device, frame + 1, isSole));
                yield return ("pte sole", ObservedEntry.Coherent(entry.Device, frame, !isSole));
                yield return ("pte device", ObservedEntry.Coherent(entry.Device ^ 1, frame, isSole));
                break;
            case ObservedKind.Private:
                yield return ("pte frame", ObservedEntry.Private(entry.Device, frame + 1, isWritable, isSole));
                yield return ("pte rights", ObservedEntry.Private(entry.Device, frame, !isWritable, isSole));
                yield return ("pte device", ObservedEntry.Private(entry.Device ^ 1, frame, isWritable, isSole));
                break;
            case ObservedKind.Exclusive:
                yield return ("pte frame", ObservedEntry.Exclusive(frame + 1, isWritable, isSole));
                yield return ("pte rights", ObservedEntry.Exclusive(frame, !isWritable, isSole));
                break;
            default:
                yield break;
        }
    }
}
