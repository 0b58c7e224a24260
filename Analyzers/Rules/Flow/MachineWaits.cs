using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Suspensions and waits for work that runs elsewhere.</content>
internal sealed partial class Machine
{
    private List<Outcome> Suspend(Node.Suspend node, State state)
    {
        if (node.IsYield)
        {
            return Then(node.Operand, state, o =>
            {
                record.Yield(o.State);
                return [new(Suspend(o.State, node.At, "yield"), Value.Unknown)];
            });
        }

        return Then(node.Operand, state, o => Await(node, o));
    }

    private IEnumerable<Outcome> Await(Node.Suspend node, Outcome task)
    {
        var value = Resolve(task.Value);
        var state = Suspend(task.State, node.At, "await");
        record.NoSleep(state, "await", node.At);
        state = state with { IsDetached = state.IsDetached || AlwaysSuspends(node.Operand) };
        switch (value)
        {
            case Value.Pending pending:
                return Acquire(pending.Origin, state, pending.Lock);
            case Value.Work work:
                return Complete(work, state, (node.Operand as Node.Call)?.At ?? node.At);
            default:
                exits.Throw(state, node.At);
                record.MayThrow();
                record.Signalled(state, value, "await", hasTimeout: true, node.At);
                return [new(state, Value.Unknown)];
        }
    }

    // Most awaits may go on at once, on the same thread; these never do.
    private static bool AlwaysSuspends(Node? operand) => operand switch
    {
        Node.Call { Effect: Knowledge.FrameworkEffect.Passes, Receiver: { } inner } => AlwaysSuspends(inner),
        Node.Call { Method: { Name: "Yield" or "Delay", ContainingType.Name: "Task" } } call =>
            !call.Arguments.Any(a => a is Node.Constant { Content: 0 }),
        _ => false,
    };

    // Thread-bound locks must not be held here, and promises of the caller end here.
    private State Suspend(State state, Location at, string what)
    {
        foreach (var held in state.Held)
        {
            record.Suspended(held, at, what, state);
        }

        return (state with
        {
            IsResumed = true,
            Held = [.. state.Held.Where(h => h.Origin != HeldOrigin.Contract || h.SurvivesAwait)],
        }).Forget(IsMutable);
    }

    /// <summary>What happens while a task is awaited: the rest of an asynchronous method runs, other threads finish their work.</summary>
    private List<Outcome> Complete(Value.Work work, State state, Location at)
    {
        IReadOnlyList<Outcome> outcomes = [new(state, Value.Unknown)];
        foreach (var item in work.Items)
        {
            outcomes = [.. outcomes.SelectMany(o => item switch
            {
                Value.Pending pending => Acquire(pending.Origin, o.State, pending.Lock),
                Value.Code code when work.Timing == Value.WorkTiming.Asynchronous => Resume(code, o.State, at),
                Value.Code code => WaitForCode(code, o.State, "await", at),
                _ => [o],
            })];
        }

        if (!work.IsComplete || work.Timing != Value.WorkTiming.Asynchronous)
        {
            outcomes.ToList().ForEach(o => exits.Throw(o.State, at));
            record.MayThrow();
        }

        return [.. outcomes];
    }

    private List<Outcome> Resume(Value.Code code, State state, Location at)
    {
        var results = new List<Outcome>();
        foreach (var target in BodiesOf(code))
        {
            if (world.SummaryOf(target) is not { } summary)
            {
                results.Add(new(world.IsWhole ? state : state with { IsUncertain = true }, Value.Unknown));
                continue;
            }

            var mapping = new CallMapping(target, code.Method ?? target.Method, code.Self, code.Arguments, state, world);
            var call = new Step(target.Display, at);
            foreach (var acquisition in summary.Acquisitions.Where(a => a.IsResumed))
            {
                record.Via(state, acquisition, mapping, call, isWait: false);
            }

            if (summary.MayThrow)
            {
                exits.Throw(state, at);
                record.MayThrow();
            }

            var contract = target.Contract;
            var after = state with { IsDetached = state.IsDetached || summary.Detaches };
            results.AddRange(contract.HasEffect
                ? Effects(contract, code.Method ?? target.Method, code.Self, code.Arguments, after, at, Value.Unknown, isUnused: false)
                : summary.Exits.Select(e => Come(e, mapping, after, at, call, site: 0)));
        }

        return results.Count == 0 ? [new(state, Value.Unknown)] : results;
    }

    private IEnumerable<Outcome> Wait(Node.Call call, State state, Value target)
    {
        var name = Name(call);
        var value = Resolve(target);
        if (call.Method.Name.EndsWith("Async", StringComparison.Ordinal))
        {
            return [new(state, value is Value.Work work ? new Value.Work(Value.WorkTiming.Parallel, work.Items, work.IsComplete)
                : Value.Unknown)];
        }

        record.Sleep(state, [new Step(name, call.At)], name, call.At);
        if (value is Value.Pending pending)
        {
            return Acquire(pending.Origin, state, pending.Lock);
        }

        if (call.Method.ContainingType.Name == "CancellationTokenRegistration" && value is not Value.Work)
        {
            return [new(state, Value.Unknown)];
        }

        if (value is Value.Completion or Value.Member or Value.Static or Value.Variable && world.SignalsOf(Symbol(value)).Length > 0)
        {
            record.Signalled(state, value, name, HasTimeout(call), call.At);
        }
        else
        {
            WaitFor(value, state, name, call.At, HasTimeout(call));
        }

        exits.Throw(state, call.At);
        record.MayThrow();
        return [new(state, Value.Unknown)];
    }

    private static ISymbol? Symbol(Value value) => value switch
    {
        Value.Completion completion => Symbol(completion.Source),
        Value.Member member => member.Symbol,
        Value.Static member => member.Symbol,
        Value.Variable variable => variable.Symbol,
        _ => null,
    };

    /// <summary>Blocks until work is done: what the work acquires must not be held here.</summary>
    private void WaitFor(Value value, State state, string name, Location at, bool isSilent)
    {
        var resolved = value is Value.Group group ? group.Items.Select(Resolve).ToItems() : [Resolve(Contents(state, value) ?? value)];
        var isComplete = true;
        foreach (var item in resolved)
        {
            isComplete &= IsKnownWork(item);
            foreach (var part in WorksIn(item))
            {
                if (part is Value.Code code)
                {
                    WaitForCode(code, state, name, at);
                }
            }
        }

        if (!isComplete && !isSilent)
        {
            record.Blocking(state, name, at);
        }
    }

    private List<Outcome> WaitForCode(Value.Code code, State state, string name, Location at)
    {
        foreach (var target in BodiesOf(code))
        {
            if (world.SummaryOf(target) is { } summary)
            {
                var mapping = new CallMapping(target, code.Method ?? target.Method, code.Self, code.Arguments, state, world);
                foreach (var acquisition in summary.Acquisitions)
                {
                    record.WaitsFor(state, acquisition, mapping, name, target, at);
                }
            }
        }

        return [new(state, Value.Unknown)];
    }

    /// <summary>The work behind a member that only ever holds one.</summary>
    private Value Resolve(Value value)
    {
        if (value is Value.Group { Items.Length: 1 } single)
        {
            return Resolve(single.Items[0]);
        }

        return value switch
        {
            Value.Member member => world.SoleValueOf(member.Symbol)?.Rewrite(v => v is Value.This ? member.Owner : null) ?? value,
            Value.Static member => world.SoleValueOf(member.Symbol) ?? value,
            _ => value,
        };
    }
}
