namespace Hmm.Benchmarks.Compare;

/// <summary>How many times as fast one program is as another.</summary>
/// <param name="Name">The two programs.</param>
/// <param name="ByTime">In states per second.</param>
/// <param name="ByCpuTime">In states per second of a processor; 0 where that is not known.</param>
internal sealed record Ratio(string Name, double ByTime, double ByCpuTime)
{
    public static Ratio Of(PeerRun left, PeerRun right, string rightName) => new(
        $"{left.Name} to {rightName}",
        Math.Round(left.StatesPerSecond / right.StatesPerSecond, 2),
        right.StatesPerCpuSecond == 0 ? 0 : Math.Round(left.StatesPerCpuSecond / right.StatesPerCpuSecond, 2));
}
