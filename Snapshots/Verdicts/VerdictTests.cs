using System.Text.RegularExpressions;
using Hmm.Snapshots.Commands;

namespace Hmm.Snapshots.Verdicts;

/// <summary>What holds, and how much was explored for it: counts are facts, so they stand in a file that a reviewer reads.</summary>
public sealed partial class VerdictTests
{
    [Theory]
    [InlineData("rights")]
    [InlineData("page")]
    public async Task Verdict(string scope)
    {
        var printed = await Shell.Run("check", scope);
        await Verify(Measured().Replace(printed, "$1")).UseParameters(scope);
    }

    [GeneratedRegex(@"(depth \d+), [\d.]+ s, [\d,]+ MB")]
    private static partial Regex Measured();
}
