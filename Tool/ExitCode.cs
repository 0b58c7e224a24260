namespace Hmm.Tool;

/// <summary>What the tool's exit code says; scripts rely on it.</summary>
internal static class ExitCode
{
    /// <summary>Every claim holds in the stated scope, completely explored; every record agrees.</summary>
    public const int Success = 0;

    /// <summary>A claim is violated, there is a deadlock, or a mutant survives.</summary>
    public const int Violated = 1;

    /// <summary>The command line, a file or a setting is wrong, or the output cannot be written.</summary>
    public const int Usage = 2;

    /// <summary>A limit or Ctrl-C stopped the work; nothing bad was found, and nothing is proved.</summary>
    public const int Inconclusive = 3;

    /// <summary>A recorded trace is not a behaviour of the protocol.</summary>
    public const int Differs = 4;

    /// <summary>The tool itself is wrong.</summary>
    public const int Internal = 70;
}
