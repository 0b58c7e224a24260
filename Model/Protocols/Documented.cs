using Hmm.Model.Operations;

namespace Hmm.Model.Protocols;

/// <summary>The same operations, held to what the kernel's documentation promises: what it reports is where Linux 6.12 differs from its
/// own documentation.</summary>
public static class Documented
{
    /// <summary>The protocol with a driver.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>The protocol.</returns>
    public static Protocol With(Driver driver)
    {
        var linux = Linux612.With(driver);
        return new("documented", driver, "Linux 6.12 held to what its documentation promises.", linux.Operations,
            [.. linux.Invariants, .. Claims.Promises.All]);
    }
}
