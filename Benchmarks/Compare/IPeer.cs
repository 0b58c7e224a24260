namespace Hmm.Benchmarks.Compare;

/// <summary>A program that explores mirror-core.</summary>
internal interface IPeer
{
    /// <summary>What the report calls it.</summary>
    string Name { get; }

    /// <summary>What must be installed, null when nothing is missing.</summary>
    string? Missing { get; }

    /// <summary>Builds the program.</summary>
    /// <param name="job">What it will run.</param>
    /// <returns>The command line that runs it.</returns>
    CommandLine Build(Job job);

    /// <summary>Reads what the program printed.</summary>
    /// <param name="output">Its output.</param>
    /// <returns>States, transitions, the seconds that the program says it took, and those of processors, 0 where it says none.</returns>
    (long States, long Transitions, double Seconds, double CpuSeconds) Read(string output);
}
