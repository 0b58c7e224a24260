namespace Hmm.Snapshots.Commands;

/// <summary>Help, and what goes wrong: the texts that people meet first.</summary>
public sealed class CommandTests
{
    public static TheoryData<string> Lines =>
    [
        "--help",
        "check --help",
        "replay --help",
        "view --help",
        "report --help",
        "trace --help",
        "conform --help",
        "mutate --help",
        "list --help",
        "explain --help",
        "graph --help",
        "completion --help",
        "check rights --cover 90",
        "check rights --expect I1",
        "check rights --format junit",
        "check --mutant mutex-kept --format sarif",
        "check --mutant mutex-kept --github",
        "check --print-config",
        "list drivers lifecycles locks",
        "explain no-retry",
        "explain settle",
        "explain migration-entry",
        "explain I25",
        "explain rights",
        "explain subscriptions_lock",
        "graph locks",
        "graph subscription --format dot",
        "graph subscription --format json",
        "graph subscription --format svg",
        "completion bash",
        "completion zsh",
        "completion fish",
        "completion pwsh",
        "check nowhere",
        "check --protcol documented",
        "check --format jsn",
        "check --only I99",
        "check rights --output no-such-folder/result.json",
        "check --threads none",
        "chekc",
        "replay hmm1:linux-6.12:test-hmm:page:0000",
        "conform no-such-file.jsonl",
        "mutate nothing",
        "mutate noretry",
        "explain nonsense",
        "explain migrate-to-memroy",
        "graph pages",
        "list claim",
        "replay",
        "replay --last",
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Command(string line) =>
        await Verify(await Shell.Run(line.Split(' '))).UseParameters(line.Replace(':', '-').Replace(' ', '_').Replace('/', '-'));
}
