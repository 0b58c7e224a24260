using Hmm.Analyzers.Knowledge;
using Hmm.Analyzers.Lowering;
using Hmm.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Waiting, sleeping and running unknown code while locks are held.</content>
internal sealed partial class Recorder
{
    public void Suspended(Held held, Location at, string what, State state)
    {
        var isBound = held.Origin is HeldOrigin.Acquired or HeldOrigin.Inside or HeldOrigin.Assumed && held.Lock.IsThreadBound
            && held.Lock.Family != Primitive.Pseudo;
        if (isBound && !(what == "yield" && held.Origin == HeldOrigin.Assumed))
        {
            Report(Rules.HeldAcrossAwait, at, [held.At], !state.IsUncertain, held.Lock.Display, what);
        }
    }

    public void NoSleep(State state, string what, Location at)
    {
        if (state.Held.Any(h => h.Lock.Class.Declared is { NoSleep: true }))
        {
            Sleep(state, [new Step(what, at)], what, at);
        }
    }

    /// <summary>Something may block the thread.</summary>
    public void Sleep(State state, Items<Step> chain, string name, Location at)
    {
        if (chain.Length == 0)
        {
            return;
        }

        Items<Step> full = chain[0].At == at ? chain : [new Step(name, at), .. chain.Take(7)];
        sleep = sleep.Length == 0 ? full : sleep;
        var text = string.Join(" -> ", full.Select(s => s.Name));
        if (state.Held.FirstOrDefault(h => Spins(h.Lock)) is { } held)
        {
            Report(Rules.Sleeps, at, [held.At, .. full.Select(s => s.At).Where(l => l != at)], !state.IsUncertain, name,
                held.Lock.Display, text);
        }
        else if (body.Contract.NoSleep)
        {
            Report(Rules.Sleeps, at, [.. full.Select(s => s.At).Where(l => l != at)], !state.IsUncertain, name, body.Display, text);
        }
    }

    /// <summary>Whether acquiring the lock may put the thread to sleep: a declared lock that is not a spinning one, or one that the
    /// operating system parks threads at.</summary>
    public static Items<Step> SleepOf(Lock @lock, string name, Location at) => @lock.Class.Declared is { } declared
        ? declared is { NoSleep: false, IsPseudo: false } && @lock.Family != Primitive.Spin ? [new Step(name, at)] : []
        : @lock.Family is Primitive.Semaphore or Primitive.Mutex ? [new Step(name, at)] : [];

    // Whoever waits for it burns a processor until the holder goes on.
    private static bool Spins(Lock @lock) => @lock.Class.Declared is { NoSleep: true } || @lock.Family == Primitive.Spin;

    /// <summary>The body waits for code that acquires a lock.</summary>
    public void WaitsFor(State state, Summary.Acquisition acquisition, CallMapping mapping, string name, Body target, Location at)
    {
        if (!acquisition.Blocks || acquisition.Excluder is not null)
        {
            return;
        }

        var @lock = mapping.Down(acquisition.Lock);
        if (IsStuck(state, @lock, acquisition.Mode) is { } held)
        {
            Report(Rules.WaitsForHolder, at, [held.At, .. acquisition.Chain.Select(s => s.At)], isLive: false, name,
                target.Display, @lock.Display);
            return;
        }

        Items<Step> chain = [new Step($"{name} ({target.Display})", at), .. acquisition.Chain.Take(7)];
        Remember(new(@lock, acquisition.Mode, acquisition.Blocks, [.. Own(state), .. mapping.Down(acquisition.Inside)], Lost(state),
            state.IsResumed, chain) { Waiter = (name, target.Display) });
        Order(state, @lock, acquisition.Mode, acquisition.Blocks, at, chain, mapping.Down(acquisition.Inside), isDeclared: false);
    }

    // The hold that another thread would wait for.
    private static Held? IsStuck(State state, Lock @lock, LockMode mode) => @lock.Excludes
        && state.LastIndex(h => h.Lock.IsSame(@lock) && !(h.Mode == LockMode.Shared && mode == LockMode.Shared)) is >= 0 and var index
            ? state.Held[index] : null;

    /// <summary>The body waits for work of which nothing is known.</summary>
    public void Blocking(State state, string name, Location at)
    {
        if (state.Held.LastOrDefault(h => h.Lock.Excludes && h.Origin is HeldOrigin.Acquired or HeldOrigin.Inside) is { } held
            && world.IsWhole)
        {
            Report(Rules.BlockingWait, at, [held.At], isLive: false, name, held.Lock.Display);
        }
    }

    /// <summary>The body waits until somebody signals.</summary>
    public void Signalled(State state, Value target, string name, bool hasTimeout, Location at)
    {
        if (!world.IsWhole)
        {
            return;
        }

        if (target is not (Value.Product or Value.Constant) && waits.Count < Summary.Most && !hasTimeout
            && !waits.Any(w => w.Target.Equals(target)))
        {
            waits.Add(new(target, name, Own(state), [new Step(name, at)]));
        }

        var signallers = world.SignalsOf(MemberOf(target));
        if (signallers.Length == 0 || hasTimeout)
        {
            return;
        }

        // A waiter is stuck when every way to a signal leads through a lock that it holds.
        foreach (var held in state.Held.Where(h => h.Lock.Excludes))
        {
            if (signallers.All(s => s.Needs.Any(n => n.Class.Equals(held.Lock.Class) && IsLikely(n, held.Lock))))
            {
                Report(Rules.WaitsForHolder, at, [held.At, signallers[0].At], isLive: false, name, $"a signal of '{target.Display}'",
                    held.Lock.Display);
                return;
            }
        }
    }

    /// <summary>The body wakes those who wait for a member.</summary>
    public void Signal(State state, Value target, Location at)
    {
        if (MemberOf(target) is { } member)
        {
            AddSignal(new(member, [.. state.Held.Where(h => h.Lock.Excludes).Select(h => h.Lock), .. acquisitions.Where(a => a.Blocks
                && a.Excluder is null).Select(a => a.Lock)], at));
        }
    }

    /// <summary>A task is completed, which may run its continuations right here.</summary>
    public void Completion(State state, Value source, string name, Location at)
    {
        if (world.Locks.RunsContinuationsInline(source) && MemberOf(source) is not null)
        {
            Notify(state, $"{name}, with the continuations of the task,", at);
        }
    }

    public void Notification(State state, string what, Location at) => Notify(state, what, at);

    /// <summary>A delegate is run whose code is not at hand here.</summary>
    public void Callback(State state, Value target, Location at)
    {
        var policy = world.Code.Options.Callbacks;
        if (policy == "off" || state.Held.Length == 0)
        {
            return;
        }

        var symbol = MemberOf(target);
        switch (symbol)
        {
            case IEventSymbol @event when policy == "all" || !world.CodeIn(@event).IsComplete:
                Notify(state, $"Event '{@event.Name}'", at);
                break;
            case IFieldSymbol or IPropertySymbol when policy == "all" || !world.CodeIn(symbol).IsComplete:
                Notify(state, $"Delegate '{symbol.Name}'", at);
                break;
            case IParameterSymbol when policy == "all":
                Notify(state, $"Delegate '{symbol.Name}'", at);
                break;
        }
    }

    private void Notify(State state, string what, Location at)
    {
        if (world.IsWhole && state.Held.LastOrDefault(h => h.Lock.Excludes && h.Origin is HeldOrigin.Acquired or HeldOrigin.Inside
            && h.Lock.IsThreadBound) is { } held)
        {
            Report(Rules.UnknownCode, at, [held.At], isLive: false, what, held.Lock.Display);
        }
    }

    private void AddSignal(Summary.Signal signal)
    {
        if (signals.Count < Summary.Most && !signals.Any(s => s.At == signal.At && s.Needs.Length == signal.Needs.Length))
        {
            signals.Add(signal);
        }
    }

    private static bool IsLikely(Lock needed, Lock held) => needed.IsSame(held) || needed.Class.IsSingle
        || needed.Value.GetType() == held.Value.GetType();

    private static ISymbol? MemberOf(Value value) => value switch
    {
        Value.Member member => member.Symbol,
        Value.Static member => member.Symbol,
        Value.Completion completion => MemberOf(completion.Source),
        Value.Variable { Symbol: { } variable } => variable,
        Value.Product { Source: { } source } => MemberOf(source),
        Value.Element element => MemberOf(element.Owner),
        _ => null,
    };
}
