using System.Collections.Immutable;
using Hmm.Model.Claims;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Reductions;
using Hmm.Model.Protocols;

namespace Hmm.Tool.Checking;

/// <summary>What one <c>hmm check</c> is to do.</summary>
internal sealed record CheckSettings
{
    /// <summary>The protocol, with the mistake if one was asked for, held to the claims that were asked for.</summary>
    public required Protocol Protocol { get; init; }

    /// <summary>The scopes to explore.</summary>
    public required ImmutableArray<NamedScope> Scopes { get; init; }

    /// <summary>The mistake that was asked for.</summary>
    public Mutant? Mutant { get; init; }

    /// <summary>The claims to check, all where it is empty.</summary>
    public ImmutableArray<string> Only { get; init; } = [];

    /// <summary>The claim that must be violated for success.</summary>
    public string? Expect { get; init; }

    /// <summary>The share of steps that must be taken for success, in per cent; 0 for any.</summary>
    public int Cover { get; init; }

    /// <summary>What the exploration leaves out.</summary>
    public Reduction Reduction { get; init; }

    /// <summary>Whether the reduction is compared with the full exploration first.</summary>
    public bool Audits { get; init; }

    /// <summary>How to print the result.</summary>
    public required string Format { get; init; }

    /// <summary>The file for the result in that form; null for the terminal.</summary>
    public string? Output { get; init; }

    /// <summary>Whether to annotate for GitHub Actions.</summary>
    public bool Github { get; init; }

    /// <summary>How to explore.</summary>
    public required ExplorerOptions Explorer { get; init; }

    /// <summary>Whether people read along: the terminal has no other use.</summary>
    public bool ShowsText => Format == CheckFormats.Text || Output is not null;

    /// <summary>What is checked, in words that stand beside every verdict.</summary>
    public string What =>
        $"{Protocol.Name} with driver {Protocol.Driver.Name}{(Mutant is null ? string.Empty : $" and mutant {Mutant.Name}")}";

    /// <summary>Whether a claim is to be checked.</summary>
    /// <param name="claim">Its name.</param>
    /// <returns>True when it is.</returns>
    public bool Wants(string claim) => Only.IsEmpty || Only.Contains(claim);
}
