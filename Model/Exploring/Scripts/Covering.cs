using System.Collections.Immutable;
using Hmm.Model.Exploring.Recording;
using Hmm.Model.Operations;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring.Scripts;

/// <summary>Looks for sequences of calls that take the model where no recording went, for a kernel to follow.</summary>
/// <remarks>Calls are drawn at random, always the same for the same seed; the search goes on from situations that were new when it met
/// them. A sequence is kept up to its last call that went a new way. Where the kernel is free, the usual arm is assumed, and a
/// sequence that lets it take another is kept for that.</remarks>
public sealed class Covering
{
    /// <summary>Records of a sequence, at most.</summary>
    public const int Longest = 40;

    private const int Coherent = 0b1100;
    private const int RunMax = 12;
    private const int Orders = 40;
    private const int StepsMax = 4_000;
    private const int SectionsOfWay = 3;

    private readonly Plan<World> plan;
    private readonly Draws draws;
    private readonly CallChooser chooser;
    private readonly WayRegister register;
    private readonly Situations situations;
    private readonly Situation start;

    /// <summary>A search.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="recorded">What recordings have exercised.</param>
    /// <param name="pages">Pages of the arena.</param>
    /// <param name="seed">What the calls are drawn from.</param>
    public Covering(Protocol protocol, ConformanceAudit recorded, int pages, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(recorded);
        plan = protocol.Plan;
        draws = new(seed);
        chooser = new(draws, pages);
        register = new(protocol, recorded);
        situations = new(pages);
        start = new(World.Start(pages, Capacity.Devices, Coherent, recording: true), [], 1);
    }

    /// <summary>The ways and transitions that were found and that no recording went.</summary>
    public IReadOnlyList<string> Found => register.Found;

    /// <summary>Draws sequences of calls, one after the other.</summary>
    /// <param name="candidates">How many.</param>
    /// <param name="stop">Ends the search.</param>
    /// <returns>Those that go a new way.</returns>
    public IEnumerable<ImmutableArray<ScriptedRecord>> Search(int candidates, CancellationToken stop = default)
    {
        for (var i = 0; i < candidates && !stop.IsCancellationRequested; i++)
        {
            if (Draw() is { IsEmpty: false } sequence)
            {
                yield return sequence;
            }
        }
    }

    /// <summary>Draws sections for the situations that were met: calls that threads make at once.</summary>
    /// <param name="candidates">How many.</param>
    /// <param name="stop">Ends the search.</param>
    /// <returns>The sequences that end in a section some order of whose steps goes a new way; up to three for each way.</returns>
    public IEnumerable<ImmutableArray<ScriptedRecord>> SearchSections(int candidates, CancellationToken stop = default)
    {
        register.Want(SectionsOfWay);
        for (var i = 0; i < candidates && !stop.IsCancellationRequested; i++)
        {
            var from = situations.Count == 0 ? Opened() : situations[draws.Below(situations.Count)];
            var section = new ScriptedRecord(chooser.ChooseSection(from.World, from.Value));
            if (!UsesClosedDevice(section) && GoesNewWay(from.World, section))
            {
                yield return from.Records.Add(section);
            }
        }
    }

    private Situation Opened()
    {
        var (world, call) = (start.World, chooser.Opening);
        Run(new Runner(plan), ref world, call);
        return new(world, [new(call)], start.Value);
    }

    private ImmutableArray<ScriptedRecord> Draw()
    {
        var from = situations.Count == 0 || draws.Below(8) == 0 ? start : situations[draws.Below(situations.Count)];
        var (world, calls, value, length) = (from.World, from.Records.ToList(), from.Value, 0);
        for (var i = 0; i < RunMax && calls.Count < Longest; i++)
        {
            var call = calls.Count == 0 ? chooser.Opening : chooser.Choose(in world, value);
            register.Steps.BeginRun();
            var isFree = Run(new Runner(plan, register.Steps), ref world, call);

            // Whatever uses freed memory is no call for a real kernel.
            if (!world.IsQuiet() || world.Violation.Kind != ViolationKind.None)
            {
                break;
            }

            calls.Add(new(call));
            value += (ulong)Math.Max(1, call.Count);
            length = register.Note([Invocations.Of(call).Operation], in world) || isFree ? calls.Count : length;
            situations.Look(in world, calls, value);
        }

        return [.. calls.Take(length)];
    }

    /// <summary>Makes a call, with nobody else running.</summary>
    /// <returns>Whether the kernel may have gone a way that is wanted.</returns>
    private bool Run(Runner runner, ref World world, Call call)
    {
        var (invocation, isFree) = (Invocations.Of(call), false);
        runner.Begin(ref world, 0, plan.Entry(invocation.Operation), invocation.Binding);
        while (runner.Run(ref world, 0) == Stop.Choice)
        {
            var position = world.Flight(0).Position;
            for (var arm = 1; arm < plan.Arms(position); arm++)
            {
                isFree |= plan.IsPermitted(ref world, 0, position, arm)
                    && register.Note(position, plan.Step(position).Jumps.Length + arm);
            }

            runner.Take(ref world, 0, 0);
        }

        return isFree;
    }

    // A device file that one thread closes would be refused to the others for a moment, which the model does not say.
    private static bool UsesClosedDevice(ScriptedRecord section) => section.Threads.SelectMany(static calls => calls)
        .Where(static call => call.Kind == CallKind.Reopen)
        .Any(closing => section.Threads.SelectMany(static calls => calls)
            .Any(call => !ReferenceEquals(call, closing) && call.Device == closing.Device && UsesDevice(call.Kind)));

    private static bool UsesDevice(CallKind kind) => kind is CallKind.DeviceRead or CallKind.DeviceWrite or CallKind.DeviceMigrate
        or CallKind.DeviceBack or CallKind.Snapshot or CallKind.Exclusive or CallKind.CheckExclusive or CallKind.Reopen;

    private bool GoesNewWay(World from, ScriptedRecord section)
    {
        var (isNew, operations) = (false, section.Threads.SelectMany(calls => calls).Select(call => Invocations.Of(call).Operation));
        for (var i = 0; i < Orders; i++)
        {
            var world = from;
            register.Steps.BeginRun();
            if (RunInSomeOrder(new(plan, register.Steps), ref world, section))
            {
                isNew |= register.Note(operations, in world);
            }
        }

        return isNew;
    }

    /// <summary>Runs a section in an order in which threads mostly go on for a while.</summary>
    /// <returns>False when it did not come to its end, or used freed memory.</returns>
    private bool RunInSomeOrder(Runner runner, ref World world, ScriptedRecord section)
    {
        var (begun, last) = (new int[section.Threads.Length], -1);
        for (var steps = 0; steps < StepsMax; steps++)
        {
            if (Enabled(runner, ref world, section, begun) is not { Count: > 0 } enabled)
            {
                return world.IsQuiet();
            }

            last = enabled.Contains(last) && draws.Below(8) != 0 ? last : enabled[draws.Below(enabled.Count)];
            var position = world.Flight(last).Position;
            if (position == 0)
            {
                var invocation = Invocations.Of(section.Threads[last][begun[last]++]);
                runner.Begin(ref world, last, plan.Entry(invocation.Operation), invocation.Binding);
                continue;
            }

            var arm = draws.Below(plan.Arms(position));
            runner.Take(ref world, last, plan.IsPermitted(ref world, last, position, arm) ? arm : 0);
            if (world.Violation.Kind is not (ViolationKind.None or ViolationKind.Data))
            {
                return false;
            }
        }

        return false;
    }

    private static List<int> Enabled(Runner runner, ref World world, ScriptedRecord section, int[] begun)
    {
        List<int> enabled = [];
        for (var thread = 0; thread < begun.Length; thread++)
        {
            if (world.Flight(thread).Position == 0 ? begun[thread] < section.Threads[thread].Length : runner.IsEnabled(ref world, thread))
            {
                enabled.Add(thread);
            }
        }

        return enabled;
    }
}
