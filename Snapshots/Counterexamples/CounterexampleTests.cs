using Hmm.Model.Drivers;
using Hmm.Model.Protocols;
using Hmm.Snapshots.Commands;

namespace Hmm.Snapshots.Counterexamples;

/// <summary>What the kernel's own test driver breaks, and where Linux differs from its documentation, each in the fewest steps.</summary>
public sealed class CounterexampleTests
{
    public static TheoryData<string> Lines =>
    [
        "check page --driver test-hmm",
        "check writers --driver test-hmm",
        "check files --driver test-hmm",
        "check atomics --driver test-hmm",
        "check rights --protocol documented",
        "check faulters",
        "check rivals",
    ];

    public static TheoryData<string> Mutants => [.. Known.Where(static name => !IsOrder(name)), "order-12354"];

    private static IEnumerable<string> Known => KnownProtocols.Names.SelectMany(static name =>
        KnownProtocols.Of(name, new Reference()).Mutants.Select(static mutant => mutant.Name)).Distinct();

    [Theory]
    [MemberData(nameof(Mutants))]
    public async Task Mutant(string name) => await Verify(await Shell.Run("mutate", name)).UseParameters(name);

    // Of the wrong orders of one teardown, one is shown step by step, and of all what noticed them.
    [Fact]
    public async Task Orders() => await Verify(await Shell.Run(["mutate", .. Known.Where(IsOrder)]));

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Counterexample(string line)
    {
        await Verify(await Shell.Run(line.Split(' '))).UseParameters(line.Replace(' ', '_'));
    }

    private static bool IsOrder(string name) => name.StartsWith("order-", StringComparison.Ordinal);
}
