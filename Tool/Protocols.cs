using Hmm.Model.Protocols;

namespace Hmm.Tool;

/// <summary>The protocols by the names that commands take.</summary>
internal static class Protocols
{
    /// <summary>The names, the one that commands assume first.</summary>
    public static string[] Names { get; } = [.. KnownProtocols.Names];

    /// <summary>A protocol with a driver.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="driver">One of <see cref="Drivers.Names"/>.</param>
    /// <returns>The protocol.</returns>
    public static Protocol Of(string name, string driver) => KnownProtocols.Of(name, Drivers.Of(driver));
}
