using Xunit;
using Xunit.Sdk;

namespace FsCheck.Xunit;

/// <summary>Marks a method whose parameters FsCheck generates; it may return nothing, bool, Task or Property.</summary>
/// <remarks>What is not set here is taken from <see cref="PropertiesAttribute"/> on the class or the assembly, then from FsCheck.</remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
[XunitTestCaseDiscoverer("FsCheck.Xunit.PropertyDiscoverer", "FsCheck.Xunit")]
public sealed class PropertyAttribute : FactAttribute
{
    internal PropertySettings Settings { get; } = new();

    /// <summary>"(seed,gamma)" or "(seed,gamma,size)" of a failure to run again.</summary>
    public string? Replay { get => Settings.Replay; set => Settings.Replay = value; }

    /// <summary>How many cases run at once; 0 or less: one.</summary>
    public int Parallelism { get => Settings.Parallelism ?? 0; set => Settings.Parallelism = value; }

    /// <summary>How many cases must pass.</summary>
    public int MaxTest { get => Settings.MaxTest ?? PropertySettings.Unset; set => Settings.MaxTest = value; }

    /// <summary>How many cases may be rejected for each that counts.</summary>
    public int MaxRejected { get => Settings.MaxRejected ?? PropertySettings.Unset; set => Settings.MaxRejected = value; }

    /// <summary>The size of the first case.</summary>
    public int StartSize { get => Settings.StartSize ?? PropertySettings.Unset; set => Settings.StartSize = value; }

    /// <summary>The size of the last case.</summary>
    public int EndSize { get => Settings.EndSize ?? PropertySettings.Unset; set => Settings.EndSize = value; }

    /// <summary>Whether every case is written out.</summary>
    public bool Verbose { get => Settings.Verbose ?? false; set => Settings.Verbose = value; }

    /// <summary>Whether a property that passed says nothing.</summary>
    public bool QuietOnSuccess { get => Settings.QuietOnSuccess ?? false; set => Settings.QuietOnSuccess = value; }

    /// <summary>Types whose public static members make Arbitrary values; they win over those of class and assembly.</summary>
    public Type[] Arbitrary { get => Settings.Arbitrary; set => Settings.Arbitrary = value; }
}
