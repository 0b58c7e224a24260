using Hmm.Model.Drivers;
using Hmm.Model.Operations;

namespace Hmm.Tool;

/// <summary>The drivers by the names that commands take.</summary>
internal static class Drivers
{
    /// <summary>The names, the one that commands assume first.</summary>
    public static string[] Names { get; } = ["reference", "test-hmm"];

    /// <summary>The driver of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The driver.</returns>
    public static Driver Of(string name) => name == Names[0] ? new Reference() : new TestHmm();

    /// <summary>What a driver does, in a sentence.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The sentence.</returns>
    public static string RuleOf(string name) => name == Names[0]
        ? "A driver that keeps every rule of the kernel's documentation."
        : "The kernel's own test driver (lib/test_hmm.c of Linux 6.12), quirks and all.";

    /// <summary>The name of a driver.</summary>
    /// <param name="driver">The driver.</param>
    /// <returns>Its name.</returns>
    public static string NameOf(Driver driver) => driver is Reference ? Names[0] : Names[1];
}
