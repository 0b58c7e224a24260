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
    /// <returns>States, transitions, and the seconds that the program says it took.</returns>
    (long States, long Transitions, double Seconds) Read(string output);
}
