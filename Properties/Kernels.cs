using Hmm.Model.Drivers;
using Hmm.Model.Protocols;

namespace Hmm.Properties;

/// <summary>The protocols that the properties are about, compiled once.</summary>
public static class Kernels
{
    /// <summary>Linux 6.12 with its own test driver.</summary>
    public static Protocol TestHmm { get; } = Linux612.With(new TestHmm());

    /// <summary>Linux 6.12 with the driver that keeps every rule.</summary>
    public static Protocol Reference { get; } = Linux612.With(new Reference());
}
