using System.Collections.Immutable;
using Hmm.Model;
using Hmm.Model.Claims;
using Hmm.Model.Exploring;
using Hmm.Model.Protocols;
using Xunit.Sdk;

namespace Hmm.Properties.Proposals;

/// <summary>A scope's actors in an order that a schedule picks, step by step: for scopes that are too large to explore.</summary>
/// <remarks>Each digit of the schedule picks one of what is possible: whose step is next, which operation an idle actor begins, which way
/// a step goes. When the digits are used up, what is in flight ends, in a random order that is the same each time.</remarks>
public sealed class ScheduledRun
{
    private const int DigitsInChoice = 10;
    private const int Shown = 40;
    private const int Endless = 20_000;
    private readonly Protocol protocol;
    private readonly Scope scope;
    private readonly Runner runner;
    private readonly List<string> steps = [];
    private World world;

    private ScheduledRun(Protocol protocol, Scope scope)
    {
        this.protocol = protocol;
        this.scope = scope;
        runner = new(protocol.Watched);
        world = scope.Start();
        foreach (var invocation in scope.Prelude)
        {
            Scenario.Finish(runner, ref world, invocation);
        }
    }

    /// <summary>Runs a schedule, checking every claim after every step.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="scope">The scope, which bounds no operations.</param>
    /// <param name="schedule">The schedule.</param>
    /// <returns>The world in the end, in which nothing is in flight.</returns>
    /// <exception cref="XunitException">A claim breaks, or nobody can go on.</exception>
    public static World Of(Protocol protocol, Scope scope, Schedule schedule)
    {
        var run = new ScheduledRun(protocol, scope);
        var digits = new Stream(schedule.Choices);
        while (!digits.IsAtEnd)
        {
            run.Step(ref digits);
        }

        run.End();
        return run.world;
    }

    private void Step(ref Stream digits)
    {
        var ready = Enumerable.Range(0, scope.Actors.Length)
            .Where(actor => world.Flight(actor).IsIdle ? Calls(actor).Any() : runner.IsEnabled(ref world, actor))
            .ToList();
        if (ready.Count == 0)
        {
            throw Wrong("nobody can go on");
        }

        var actor = ready[digits.Next(ready.Count)];
        if (world.Flight(actor).IsIdle)
        {
            var calls = Calls(actor).ToList();
            var call = calls[digits.Next(calls.Count)];
            runner.Begin(ref world, actor, runner.Plan.Entry(call.Operation), call.Binding);
            steps.Add($"a{actor} begins {call.Operation} {call.Binding}");
            return;
        }

        Take(actor, digits.Next(8));
    }

    /// <summary>What an idle actor may begin as the world is.</summary>
    private IEnumerable<Invocation> Calls(int actor) => scope.Actors[actor].Where(call => MayBegin(actor, call));

    private bool MayBegin(int actor, Invocation call)
    {
        var begun = world;
        var entry = runner.Plan.Entry(call.Operation);
        runner.Begin(ref begun, actor, entry, call.Binding);
        var requires = runner.Plan.OperationAt(entry).Requires;
        return world.Space(call.Binding.Space).IsAlive && (requires is null || requires(ref begun, actor));
    }

    private void Take(int actor, int choice)
    {
        var position = world.Flight(actor).Position;
        var arms = Enumerable.Range(0, runner.Plan.Arms(position))
            .Where(arm => runner.Plan.IsPermitted(ref world, actor, position, arm))
            .ToList();
        steps.Add($"a{actor} {runner.Plan.Step(position).Label}");
        runner.Take(ref world, actor, arms[choice % arms.Count]);
        var broken = Invariant.Broken(in world, protocol.Invariants);
        if (broken != 0)
        {
            var invariant = protocol.Invariants[System.Numerics.BitOperations.TrailingZeroCount(broken)];
            throw Wrong($"{invariant}\n{invariant.Check(in world)!.Value.Describe(in world)}");
        }
    }

    /// <summary>Chance is fair: of actors that make each other start over for as long as they keep step, one gets ahead.</summary>
    private void End()
    {
        var chance = new Random(steps.Count);
        for (var turn = 0; !world.IsQuiet(); turn++)
        {
            var ready = Enumerable.Range(0, scope.Actors.Length)
                .Where(actor => !world.Flight(actor).IsIdle && runner.IsEnabled(ref world, actor))
                .ToList();
            if (ready.Count == 0 || turn > Endless)
            {
                throw Wrong(ready.Count == 0 ? "nobody can go on" : "it does not end");
            }

            Take(ready[chance.Next(ready.Count)], chance.Next(8));
        }
    }

    private XunitException Wrong(string what) =>
        new($"{what}\n{protocol}, {scope}:\n{string.Join('\n', steps.TakeLast(Shown))}\n");

    /// <summary>All digits of a schedule, one after the other.</summary>
    private struct Stream(ImmutableArray<int> choices)
    {
        private int at;
        private Digits digits;

        public readonly bool IsAtEnd => at == choices.Length * DigitsInChoice;

        /// <summary>The next digit; 0 when there is none left.</summary>
        public int Next(int count)
        {
            if (IsAtEnd)
            {
                return 0;
            }

            if (at % DigitsInChoice == 0)
            {
                digits = new(choices[at / DigitsInChoice]);
            }

            at++;
            return digits.Next(count);
        }
    }
}
