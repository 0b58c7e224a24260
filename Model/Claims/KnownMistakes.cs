using System.Collections.Immutable;
using Hmm.Model.Claims.Mistakes;

namespace Hmm.Model.Claims;

/// <summary>What kernels and drivers had wrong, and what suggests itself.</summary>
public static class KnownMistakes
{
    /// <summary>All of them: history first, by when a reader meets it, then what suggests itself, then what was found by reading.</summary>
    public static ImmutableArray<KnownMistake> All { get; } = [.. History.Migration, .. History.Devices, .. Systematic.All];

    /// <summary>A known mistake by its id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The mistake.</returns>
    public static KnownMistake Of(string id) => All.Single(known => known.Id == id);
}
