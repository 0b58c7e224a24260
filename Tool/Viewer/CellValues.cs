using System.Collections.Immutable;
using Hmm.Model;
using Hmm.Model.Exploring;

namespace Hmm.Tool.Viewer;

/// <summary>The values of a world's cells, as the text of a run has them.</summary>
internal static class CellValues
{
    /// <summary>All cells that hold something: what an empty world lacks.</summary>
    /// <param name="world">The world.</param>
    /// <returns>Values by cell.</returns>
    public static ImmutableSortedDictionary<string, string> Of(in World world) =>
        Change.Between(default, in world).ToImmutableSortedDictionary(
            static change => change.Cell, static change => change.After, StringComparer.Ordinal);

    /// <summary>The cells that differ between two worlds, with their whole values.</summary>
    /// <param name="before">The world before.</param>
    /// <param name="after">The world after.</param>
    /// <returns>The changes, in the order of the text.</returns>
    public static ImmutableArray<ViewedChange> Changes(in World before, in World after)
    {
        var (was, now) = (Of(in before), Of(in after));
        return
        [
            .. Change.Between(in before, in after).Select(change =>
            {
                var (old, young) = (was.GetValueOrDefault(change.Cell, string.Empty), now.GetValueOrDefault(change.Cell, string.Empty));
                return new ViewedChange(old.Length == 0 ? '+' : young.Length == 0 ? '-' : '~', change.Cell, old, young);
            }),
        ];
    }
}
