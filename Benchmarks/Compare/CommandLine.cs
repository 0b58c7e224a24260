using System.Diagnostics;

namespace Hmm.Benchmarks.Compare;

/// <summary>A program and its arguments.</summary>
/// <param name="Program">The program's file.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Folder">Where it runs.</param>
internal sealed record CommandLine(string Program, IReadOnlyList<string> Arguments, string Folder)
{
    /// <summary>Looks for a program where the shell would.</summary>
    public static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs the program to its end.</summary>
    /// <returns>What it printed, errors included.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public string Run()
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{Program} {string.Join(' ', Arguments)} ended with {process.ExitCode}: {output}");
    }
}
