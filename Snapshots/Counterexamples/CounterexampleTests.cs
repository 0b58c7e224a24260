using System.Text.RegularExpressions;
using Hmm.Snapshots.Commands;

namespace Hmm.Snapshots.Counterexamples;

/// <summary>What the kernel's own test driver breaks, and where Linux differs from its documentation, each in the fewest steps.</summary>
public sealed partial class CounterexampleTests
{
    public static TheoryData<string> Lines =>
    [
        "check page --driver test-hmm",
        "check writers --driver test-hmm",
        "check files --driver test-hmm",
        "check atomics --driver test-hmm",
        "check rights --protocol documented",
        "mutate no-retry",
        "mutate fault-without-reference",
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Counterexample(string line)
    {
        var printed = await Shell.Run(line.Split(' '));
        await Verify(Measured().Replace(printed, "$1")).UseParameters(line.Replace(' ', '_'));
    }

    /// <summary>Seconds and megabytes differ from run to run; the counts of worlds and steps do not.</summary>
    [GeneratedRegex(@"(worlds|depth \d+), [\d.]+ s(, [\d,]+ MB)?")]
    private static partial Regex Measured();
}
