using Hmm.Model;
using Hmm.Model.Exploring;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using Hmm.Model.Protocols;
using Hmm.Properties.Worlds;
using Xunit.Sdk;

namespace Hmm.Properties;

/// <summary>Sees a call that was made.</summary>
/// <param name="made">The call.</param>
public delegate void Observe(Made made);

/// <summary>One process after the other, one call after the other: every call runs to its end before the next begins.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="pages">Pages of the arena.</param>
/// <param name="coverage">Counts each way that each step went; null to count nothing.</param>
public sealed class Sequential(Protocol protocol, int pages, StepCoverage? coverage = null)
{
    /// <summary>Devices: 0 and 1 have private memory, 2 and 3 coherent memory.</summary>
    public const int Devices = 4;

    private const int Actor = 0;
    private const int Coherent = 0b1100;
    private readonly Runner runner = new(protocol.Plan, coverage);
    private World world = World.Start(pages, Devices, Coherent, recording: true);

    /// <summary>The world as it is now.</summary>
    public ref readonly World World => ref world;

    /// <summary>What the last call answered.</summary>
    public Outcome Outcome => world.Flight(Actor).Outcome;

    /// <summary>Makes a schedule's calls.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="observe">Sees each call; what it finds wrong is reported with all calls so far.</param>
    /// <param name="coverage">Counts each way that each step went; null to count nothing.</param>
    /// <returns>The world in the end.</returns>
    public static World Run(Protocol protocol, Schedule schedule, Observe observe, StepCoverage? coverage = null)
    {
        var count = 0;
        try
        {
            return MakeAll(protocol, schedule, made =>
            {
                count++;
                observe(made);
            }, coverage);
        }
        catch (XunitException wrong)
        {
            throw new XunitException($"{wrong.Message}\n{protocol}:\n{string.Join('\n', Trace(protocol, schedule).Take(count))}\n", wrong);
        }
    }

    /// <summary>A schedule as a list of calls with what they answer.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="schedule">The schedule.</param>
    /// <returns>A line a call.</returns>
    public static IEnumerable<string> Trace(Protocol protocol, Schedule schedule)
    {
        var lines = new List<string>();
        MakeAll(protocol, schedule, made => lines.Add(made.ToString()), null);
        return lines;
    }

    /// <summary>Makes a call.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="binding">Its arguments.</param>
    /// <returns>What it returned.</returns>
    public int Call(string operation, Binding binding)
    {
        Call(new Invocation(operation, binding), default);
        return Outcome.Return;
    }

    private static World MakeAll(Protocol protocol, Schedule schedule, Observe observe, StepCoverage? coverage)
    {
        var run = new Sequential(protocol, schedule.Pages, coverage);
        var before = run.world;
        run.Call(Opening(schedule), default(Digits));
        observe(new(Opening(schedule), in before, in run.world, isUsual: true));
        var value = 1;
        foreach (var choice in schedule.Choices)
        {
            before = run.world;
            var digits = new Digits(choice);
            var call = Menu.Pick(in before, ref digits, value);
            var isUsual = run.Call(call, digits);
            if (Defects.Struck(protocol, in before, in run.world))
            {
                break;
            }

            observe(new(call, in before, in run.world, isUsual));
            value += call.Binding.Count;
        }

        return run.world;
    }

    private static Invocation Opening(Schedule schedule) => new("map", new()
    {
        Count = (byte)schedule.Pages,
        Protection = Access.Write,
        Kind = schedule.Arena,
    });

    /// <returns>Whether every choice went the usual way.</returns>
    private bool Call(Invocation call, Digits digits)
    {
        var isUsual = true;
        runner.Begin(ref world, Actor, runner.Plan.Entry(call.Operation), call.Binding);
        for (var stop = runner.Run(ref world, Actor); stop != Stop.Done; stop = runner.Run(ref world, Actor))
        {
            var position = world.Flight(Actor).Position;
            if (stop == Stop.Blocked)
            {
                Assert.Fail($"{CallText.Of(call)} waits for ever at '{runner.Plan.Step(position).Label}'.");
            }

            var arm = Arm(position, ref digits);
            isUsual &= arm == 0;
            runner.Take(ref world, Actor, arm);
        }

        return isUsual;
    }

    private int Arm(int position, ref Digits digits)
    {
        var arms = Enumerable.Range(0, runner.Plan.Arms(position))
            .Where(arm => runner.Plan.IsPermitted(ref world, Actor, position, arm))
            .ToList();
        return arms[digits.Next(arms.Count)];
    }
}
