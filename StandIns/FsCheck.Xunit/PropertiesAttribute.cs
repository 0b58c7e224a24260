namespace FsCheck.Xunit;

/// <summary>Settings for every <see cref="PropertyAttribute"/> of a class, with the classes inside it, or of an assembly.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly)]
public class PropertiesAttribute : Attribute
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

    /// <summary>Types whose public static members make Arbitrary values; those of an inner class or a method win over them.</summary>
    public Type[] Arbitrary { get => Settings.Arbitrary; set => Settings.Arbitrary = value; }
}
