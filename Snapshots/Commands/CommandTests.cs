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
        "conform --help",
        "mutate --help",
        "check nowhere",
        "check --threads none",
        "chekc",
        "replay hmm1:linux-6.12:test-hmm:page:0000",
        "conform no-such-file.jsonl",
        "mutate nothing",
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Command(string line) =>
        await Verify(await Shell.Run(line.Split(' '))).UseParameters(line.Replace(':', '-').Replace(' ', '_'));
}
