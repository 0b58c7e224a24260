using System.Collections.Immutable;
using Hmm.Model.Operations;

namespace Hmm.Model.Protocols;

/// <summary>The protocols that come with the model: Linux's, its documentation's, and one for each extension.</summary>
public static class KnownProtocols
{
    private static readonly ImmutableArray<(string Name, Func<Driver, Protocol> With)> Known =
    [
        ("linux-6.12", Linux612.With),
        ("documented", Documented.With),
        .. Extensions.All.Select(static extension =>
            (extension.Name, (Func<Driver, Protocol>)(driver => Linux612.With(driver, extension)))),
    ];

    /// <summary>The names, the one that commands assume first.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Known.Select(static known => known.Name)];

    /// <summary>A protocol by its name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="driver">The driver.</param>
    /// <returns>The protocol.</returns>
    public static Protocol Of(string name, Driver driver) => Known.Single(known => known.Name == name).With(driver);
}
