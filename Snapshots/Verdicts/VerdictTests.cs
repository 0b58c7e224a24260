using Hmm.Snapshots.Commands;

namespace Hmm.Snapshots.Verdicts;

/// <summary>What holds, and how much was explored for it: counts are facts, so they stand in a file that a reviewer reads.</summary>
public sealed class VerdictTests
{
    [Theory]
    [InlineData("rights")]
    [InlineData("page")]
    public async Task Verdict(string scope)
    {
        await Verify(await Shell.Run("check", scope)).UseParameters(scope);
    }
}
