namespace Hmm.Benchmarks.Compare;

/// <summary>The fastest of a program's runs.</summary>
/// <param name="Name">The program.</param>
/// <param name="States">States it stored.</param>
/// <param name="Transitions">Transitions it fired.</param>
/// <param name="Seconds">The time it says it took.</param>
/// <param name="CpuSeconds">Processor time of the search where the program tells it, else of the process; 0 where it is not known.</param>
/// <param name="StatesPerSecond">States by seconds.</param>
/// <param name="StatesPerCpuSecond">States by processor seconds.</param>
internal sealed record PeerRun(
    string Name, long States, long Transitions, double Seconds, double CpuSeconds, double StatesPerSecond, double StatesPerCpuSecond)
{
    /// <summary>Runs a program once.</summary>
    public static PeerRun Of(IPeer peer, CommandLine command)
    {
        var before = ChildTime.Seconds;
        var (states, transitions, seconds, cpu) = peer.Read(command.Run());
        cpu = cpu == 0 ? ChildTime.Seconds - before : cpu;
        return new PeerRun(peer.Name, states, transitions, seconds, cpu, states / seconds, cpu == 0 ? 0 : states / cpu);
    }

    /// <summary>The better of two runs of one program, in each measure: what it can do when others leave it alone.</summary>
    public PeerRun Best(PeerRun? other) => other is null ? this : this with
    {
        Seconds = Math.Min(Seconds, other.Seconds),
        CpuSeconds = Math.Min(CpuSeconds, other.CpuSeconds),
        StatesPerSecond = Math.Max(StatesPerSecond, other.StatesPerSecond),
        StatesPerCpuSecond = Math.Max(StatesPerCpuSecond, other.StatesPerCpuSecond),
    };
}
