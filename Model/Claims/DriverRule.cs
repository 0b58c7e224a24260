namespace Hmm.Model.Claims;

/// <summary>What a driver must do so that the claims hold.</summary>
/// <param name="Id">Its name for ever.</param>
/// <param name="Statement">The rule, as a sentence that stands alone.</param>
public sealed record DriverRule(string Id, string Statement)
{
    /// <summary>Why no mutant breaks it, for a rule about what no protocol describes; empty where one does.</summary>
    public string Beyond { get; init; } = string.Empty;

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Statement}";
}
