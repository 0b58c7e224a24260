using System.Collections.Immutable;
using Hmm.Model.Claims.Mistakes;

namespace Hmm.Model.Claims;

/// <summary>The mistakes that the claims must notice, made in Linux 6.12 with the driver that keeps every rule.</summary>
public static class Mutants
{
    /// <summary>All mutants.</summary>
    public static ImmutableArray<Mutant> All { get; } =
        [.. DriverMistakes.All, .. NoticeMistakes.All, .. MigrationMistakes.All, .. MemoryMistakes.All];
}
