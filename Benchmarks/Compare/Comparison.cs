namespace Hmm.Benchmarks.Compare;

/// <summary>What the programs did, side by side.</summary>
/// <param name="Scope">Pages, devices and CPU threads.</param>
/// <param name="Threads">Threads that explored, where a program can use several; Spin uses one.</param>
/// <param name="Repeat">How often each ran, in turn; the best counts.</param>
/// <param name="Agree">Whether all counted the same states and transitions.</param>
/// <param name="Runs">Each program.</param>
/// <param name="Ratios">Speeds of this program's explorer by those of others.</param>
/// <param name="Missing">Programs that did not run, and what they need.</param>
internal sealed record Comparison(
    string Scope,
    int Threads,
    int Repeat,
    bool Agree,
    IReadOnlyList<PeerRun> Runs,
    IReadOnlyList<Ratio> Ratios,
    IReadOnlyList<string> Missing);
