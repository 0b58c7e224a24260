using System.Text.Json.Serialization;

namespace Hmm.Benchmarks.MirrorCore;

/// <summary>What a run did, as it is printed.</summary>
/// <param name="System">Which form of the protocol ran.</param>
/// <param name="Scope">Pages, devices and CPU threads.</param>
/// <param name="Threads">Threads that explored.</param>
/// <param name="Verdict">What was proved.</param>
/// <param name="States">States stored.</param>
/// <param name="Transitions">Rule instances fired.</param>
/// <param name="Depth">The greatest depth.</param>
/// <param name="Seconds">Time that passed.</param>
/// <param name="CpuSeconds">Time that the process's threads computed, the system's share included.</param>
/// <param name="StatesPerSecond">States by seconds.</param>
/// <param name="BytesPerState">Most memory held for states and table, by states.</param>
/// <param name="ManagedBytesPerState">Managed memory allocated meanwhile, by states.</param>
/// <param name="Audit">What an audit of the reduction compared, null when none was asked for.</param>
/// <param name="Steps">The length of the counterexample, null when there is none.</param>
/// <param name="Counterexample">Its steps in words; those that a reduction took at once follow theirs after a sign.</param>
internal sealed record Report(
    string System,
    string Scope,
    int Threads,
    string Verdict,
    long States,
    long Transitions,
    int Depth,
    double Seconds,
    double CpuSeconds,
    double StatesPerSecond,
    double BytesPerState,
    double ManagedBytesPerState,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Audit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Steps,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Counterexample);
