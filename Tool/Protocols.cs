using Hmm.Model.Operations;
using Hmm.Model.Protocols;

namespace Hmm.Tool;

/// <summary>The protocols by the names that commands take.</summary>
internal static class Protocols
{
    private static readonly Func<Driver, Protocol>[] Known = [Linux612.With, Documented.With];

    /// <summary>The names, the one that commands assume first.</summary>
    public static string[] Names { get; } = [.. Known.Select(static protocol => protocol(Drivers.Of(Drivers.Names[0])).Name)];

    /// <summary>A protocol with a driver.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="driver">One of <see cref="Drivers.Names"/>.</param>
    /// <returns>The protocol.</returns>
    public static Protocol Of(string name, string driver) => Known[Array.IndexOf(Names, name)](Drivers.Of(driver));
}
