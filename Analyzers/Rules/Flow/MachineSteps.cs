using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Step lists: data whose elements say, by their annotations, what they acquire and release when the list is run.</content>
internal sealed partial class Machine
{
    private const int MostStepStates = 8;

    // Each step is run in every state in which the list may come to it: from the step before or by a jump.
    private List<Outcome> RunSteps(Node.Steps list, State state)
    {
        var (all, ends, isOpen) = (new List<Held>(), new List<State>(), false);
        var entries = list.Items.Select(_ => new List<State>()).ToList();
        var work = new Queue<(int Index, State State)>([(0, State.Empty)]);
        while (work.Count > 0)
        {
            var (index, before) = work.Dequeue();
            if (index >= list.Items.Length)
            {
                ends.Add(before);
                continue;
            }

            if (entries[index].Count < MostStepStates && !entries[index].Any(e => e.HasSameLocks(before)))
            {
                entries[index].Add(before);
                var after = RunStep(list.Items[index], before, state, all);
                foreach (var next in Successors(list, index))
                {
                    var isUnsure = next != index + 1 && list.Items[index].HasProperties;
                    work.Enqueue((next, isUnsure ? after with { IsUncertain = true } : after));
                }

                isOpen |= list.Items[index].Jumps.Any(j => IndexOf(list, j.Label) < 0);
            }
        }

        var end = ends.Count > 0 ? ends[0] : State.Empty;
        isOpen |= ends.Any(e => !e.HasSameLocks(end) || e.IsUncertain);
        var value = new Value.Described([.. all], end.Held, end.Released, list.At.SourceSpan.Start) { IsOpenEnded = isOpen };
        record.Described(value, end, list.At);
        return [new(state, value)];
    }

    // A list that a call puts into something else is a part of it; one that comes back is still a whole.
    private void NoteFragments(Node.Call call, List<(State State, Items<Value> Values)> all)
    {
        foreach (var parameter in call.Method.Parameters.Where(p => p.Ordinal < call.Arguments.Length
            && !SymbolEqualityComparer.Default.Equals(p.Type, call.Method.ReturnType)))
        {
            all.Select(r => r.Values[parameter.Ordinal + 1]).OfType<Value.Described>().ToList().ForEach(record.Spliced);
        }
    }

    private static List<int> Successors(Node.Steps list, int index)
    {
        var step = list.Items[index];
        var next = step.Jumps.Select(j => IndexOf(list, j.Label)).Where(i => i >= 0).ToList();
        if (!step.Jumps.Any(j => j.Always))
        {
            next.Insert(0, index + 1);
        }

        return next;
    }

    private static int IndexOf(Node.Steps list, string label)
    {
        for (var i = 0; i < list.Items.Length; i++)
        {
            if (label.Length > 0 && list.Items[i].Label == label)
            {
                return i;
            }
        }

        return -1;
    }

    private State RunStep(Node.StepItem step, State described, State state, List<Held> all)
    {
        if (step.IsSpliced)
        {
            return Splice(step, described, state, all);
        }

        foreach (var call in step.Calls)
        {
            var before = described.Held.Length;
            described = Describe(call, described, state);
            all.AddRange(described.Held.Skip(before));
        }

        return step.IsOpaque ? described with { IsUncertain = true } : described;
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
                if (!described.IsUncertain)
                {
                    record.Retaken(described, @lock, call.At);
                    record.Acquire(described, @lock, item.Mode, blocks: true, call.At, []);
                }

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

    // A step may name several locks, each perhaps with more about it: [new(mmap, read), new(folio)].
    private static IEnumerable<Value> LocksIn(Value value) => value switch
    {
        Value.Group group => group.Items.SelectMany(LocksIn),
        Value.Product { IsNew: true, Arguments: { IsEmpty: false } arguments } => LocksIn(arguments[0]),
        _ => [value],
    };

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
