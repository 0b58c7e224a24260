using Hmm.Model.Exploring.Recording;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring;

/// <summary>Takes the steps of a sequence once more, in the order and by the arms that were found to agree with the kernel, and tells an
/// audit.</summary>
/// <remarks>The search for that order tries steps that the kernel did not take: what it tried and gave up vouches for nothing, so nothing
/// is
/// counted while it searches.</remarks>
internal static class Retrace
{
    private const int Recorder = 0;

    /// <summary>Takes the steps.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="sequence">The sequence, all of whose records agree.</param>
    /// <param name="calls">For each record that is a call the arms that it took; null where it had no choice.</param>
    /// <param name="sections">For each record that is a section its explanation.</param>
    /// <param name="audit">The audit.</param>
    public static void Run(Protocol protocol, RecordedSequence sequence, IReadOnlyList<CallSearch?> calls,
        IReadOnlyDictionary<int, SectionSearch> sections, ConformanceAudit audit)
    {
        var runner = new Runner(protocol.Plan, audit.Steps);
        var world = Conformance.Start(sequence);
        for (var i = 0; i < sequence.Calls.Length; i++)
        {
            audit.Steps.BeginRun();
            if (sections.TryGetValue(i, out var section))
            {
                Section(runner, ref world, sequence.Calls[i], section.Steps);
            }
            else
            {
                Call(runner, ref world, sequence.Calls[i].Call!, [.. calls[i]?.Arms ?? []]);
            }

            audit.Look(ref world, sequence, sequence.Calls[i]);
            world.FirstViolation = default;
        }
    }

    private static void Call(Runner runner, ref World world, Call call, IReadOnlyList<int> arms)
    {
        var next = 0;
        Begin(runner, ref world, Recorder, call);
        while (runner.Run(ref world, Recorder) == Stop.Choice)
        {
            runner.Take(ref world, Recorder, arms[next++]);
        }
    }

    private static void Section(Runner runner, ref World world, RecordedCall section, IEnumerable<SectionStep> steps)
    {
        var begun = new int[section.Threads.Length];
        foreach (var step in steps)
        {
            if (world.Flights[step.Thread].Position == 0)
            {
                Begin(runner, ref world, step.Thread, section.Threads[step.Thread][begun[step.Thread]++].Call);
            }

            runner.Take(ref world, step.Thread, step.Arm);
            if (world.Flights[step.Thread].Position == 0)
            {
                world.Flights[step.Thread] = default;
            }
        }
    }

    private static void Begin(Runner runner, ref World world, int actor, Call call)
    {
        var invocation = Invocations.Of(call);
        runner.Begin(ref world, actor, runner.Plan.Entry(invocation.Operation), invocation.Binding);
    }
}
