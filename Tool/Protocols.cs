using Hmm.Model.Protocols;

namespace Hmm.Tool;

/// <summary>The protocols by the names that commands and tokens take.</summary>
internal static class Protocols
{
    /// <summary>What stands in a token between a protocol's name and the mistake that was made in it.</summary>
    private const char Mistake = '/';

    /// <summary>The names, the one that commands assume first.</summary>
    public static string[] Names { get; } = [.. KnownProtocols.Names];

    /// <summary>A protocol with a driver.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="driver">One of <see cref="Drivers.Names"/>.</param>
    /// <returns>The protocol.</returns>
    public static Protocol Of(string name, string driver) => KnownProtocols.Of(name, Drivers.Of(driver));

    /// <summary>The name of a protocol in a token.</summary>
    /// <param name="name">The protocol's name.</param>
    /// <param name="mutant">The mistake that was made in it, null for none.</param>
    /// <returns>The name.</returns>
    public static string NameInToken(string name, string? mutant) => mutant is null ? name : $"{name}{Mistake}{mutant}";

    /// <summary>The mistake that a token's protocol has.</summary>
    /// <param name="name">The name in the token.</param>
    /// <returns>The mistake's name, null for none.</returns>
    public static string? MutantInToken(string name) => name.Split(Mistake) is [_, var mutant] ? mutant : null;

    /// <summary>Whether a token's protocol is there.</summary>
    /// <param name="name">The name in the token.</param>
    /// <returns>True when it is.</returns>
    public static bool IsKnown(string name) => name.Split(Mistake) switch
    {
        [var protocol] => Names.Contains(protocol),
        [var protocol, var mutant] => Names.Contains(protocol) && Of(protocol, Drivers.Names[0]).Mutants.Any(known => known.Name == mutant),
        _ => false,
    };

    /// <summary>The protocol that a token names.</summary>
    /// <param name="name">The name in the token, one that is known.</param>
    /// <param name="driver">One of <see cref="Drivers.Names"/>.</param>
    /// <returns>The protocol, with its mistake if it has one.</returns>
    public static Protocol OfToken(string name, string driver)
    {
        var parts = name.Split(Mistake);
        var protocol = Of(parts[0], driver);
        return parts.Length == 1 ? protocol : protocol.Mutated(protocol.Mutants.Single(known => known.Name == parts[1]));
    }
}
