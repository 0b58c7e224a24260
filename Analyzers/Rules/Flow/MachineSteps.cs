using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Lowering;

namespace Hmm.Analyzers.Flow;

/// <content>Step lists: data whose elements say, by their annotations, what they acquire and release when the list is run.</content>
internal sealed partial class Machine
{
    private List<Outcome> RunSteps(Node.Steps list, State state)
    {
        var described = State.Empty;
        var all = new List<Held>();
        foreach (var step in list.Items)
        {
            if (step.IsSpliced)
            {
                described = Splice(step, described, state, all);
                continue;
            }

            foreach (var call in step.Calls)
            {
                var before = described.Held.Length;
                described = Describe(call, described, state);
                all.AddRange(described.Held.Skip(before));
            }
        }

        var value = new Value.Described([.. all], described.Held, described.Released,
            list.At.SourceSpan.Start) { IsOpenEnded = described.IsUncertain };
        record.Described(value, described, list.At);
        return [new(state, value)];
    }

    private State Describe(Node.Call call, State described, State state)
    {
        var contract = Declarations.ContractOf(call.Method);
        if (contract.IsEmpty)
        {
            return described;
        }

        var (_, values) = EvaluateAll([call.Receiver, .. call.Arguments], state)[0];
        var (self, arguments) = (call.Receiver is null ? Value.Unknown : values[0], values.RemoveAt(0));
        if (contract.MaySleep)
        {
            record.Sleep(described, [new Step(call.Method.Name, call.At)], call.Method.Name, call.At);
        }

        foreach (var item in contract.Items)
        {
            foreach (var value in LocksIn(Translate(item.Lock, call.Method, self, arguments)))
            {
                described = Describe(item, world.Locks.Identify(value), call, described);
            }
        }

        return described;
    }

    private State Describe(Contract.Item item, Lock @lock, Node.Call call, State described)
    {
        switch (item.Clause)
        {
            case Contract.Clause.Acquires:
                record.Acquire(described, @lock, item.Mode, blocks: true, call.At, []);
                return Take(described, new Held(@lock, item.Mode, 1, HeldOrigin.Acquired, call.At));
            case Contract.Clause.TryAcquires:
                return described;
            case Contract.Clause.Releases:
                return GiveStep(described, @lock, call);
            case Contract.Clause.Requires:
                record.Required(described, @lock, item.Mode, call.Method.Name, call.At);
                return described;
            case Contract.Clause.Excludes:
                record.Excluded(described, @lock, call.Method.Name, call.At);
                return described;
            default:
                return described;
        }
    }

    // Which instance a step means only the running list knows; a class stands for all of them.
    private static State GiveStep(State described, Lock @lock, Node.Call call)
    {
        var index = described.LastIndex(h => h.Lock.Class.Equals(@lock.Class));
        return index >= 0 ? described.Without(index)
            : described with { Released = described.Released.Add(new(@lock, LockMode.Exclusive, call.At, WasHeldHere: false)) };
    }

    private static IEnumerable<Value> LocksIn(Value value) => value is Value.Group group ? group.Items.SelectMany(LocksIn) : [value];

    // A spliced list has been described where it was written; its locks are gained and lost here.
    private State Splice(Node.StepItem step, State described, State state, List<Held> all)
    {
        var value = Evaluate(step.Value, state)[0].Value;
        if (value is not Value.Described inner)
        {
            return described with { IsUncertain = true };
        }

        record.Spliced(inner);
        foreach (var acquired in inner.All)
        {
            record.Acquire(described, acquired.Lock, acquired.Mode, blocks: true, step.Value is Node.Call call ? call.At
                : acquired.At, [.. acquired.Chain]);
        }

        all.AddRange(inner.All);
        foreach (var lost in inner.Lost)
        {
            var index = described.LastIndex(h => h.Lock.Class.Equals(lost.Lock.Class));
            described = index >= 0 ? described.Without(index) : described with { Released = described.Released.Add(lost) };
        }

        foreach (var gained in inner.Gained)
        {
            described = Take(described, gained);
        }

        return described;
    }
}
