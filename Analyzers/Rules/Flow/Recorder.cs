using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Lowering;
using Hmm.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <summary>Notes what a run over a body meets: findings, edges of the lock graph, and the summary for callers.</summary>
internal sealed partial class Recorder(Body body, BodyResult result, World world)
{
    private readonly List<Summary.Acquisition> acquisitions = [];
    private readonly List<Summary.Exit> ends = [];
    private readonly List<Summary.Invocation> invocations = [];
    private readonly List<Summary.Signal> signals = [];
    private readonly List<Summary.Pair> pairs = [];
    private readonly List<Summary.Wait> waits = [];
    private readonly List<Held> yielded = [];
    private readonly List<(string Class, Items<Step> Chain)> reclaims = [];
    private readonly HashSet<(string Id, Location At, string Text)> reported = [];
    private Items<Step> sleep = [];
    private bool mayThrow;

    /// <summary>Whether a finally block is being run.</summary>
    public bool IsInFinally { get; set; }

    public void MayThrow() => mayThrow = true;

    /// <summary>One lock is acquired, here or in a callee.</summary>
    public void Acquire(State state, Lock @lock, LockMode mode, bool blocks, Location at, Items<Step> chain, bool isDeclared = false)
    {
        var place = chain.Length > 0 ? chain : [new Step(@lock.Display, at)];
        Remember(new(@lock, mode, blocks, Own(state), Lost(state), state.IsResumed, place) { IsDetached = state.IsDetached });
        Order(state, @lock, mode, blocks, at, place, [], isDeclared);
    }

    /// <summary>A callee acquires a lock.</summary>
    public void Via(State state, Summary.Acquisition acquisition, CallMapping mapping, Step call, bool isWait)
    {
        var @lock = mapping.Down(acquisition.Lock);
        if (@lock.Value is Value.Product { Flaw: { } flaw, FlawAt: { } made } && acquisition.Blocks)
        {
            Report(Rules.UnsuitableObject, made, [.. acquisition.Chain.Select(s => s.At)], isLive: false, flaw);
        }

        var inside = mapping.Down(acquisition.Inside);
        Items<Step> chain = [call, .. acquisition.Chain.Take(7)];
        var lost = acquisition.Lost.Select(mapping.Down).ToItems();
        Remember(new(@lock, acquisition.Mode, acquisition.Blocks, [.. Own(state), .. inside], [.. Lost(state), .. lost], state.IsResumed
            || acquisition.IsResumed, chain)
        {
            Excluder = acquisition.Excluder,
            IsDetached = state.IsDetached || acquisition.IsDetached,
            Waiter = acquisition.Waiter,
        });
        var rest = state with { Held = [.. state.Held.Where(h => !lost.Any(l => l.IsSame(h.Lock)))] };
        if (acquisition.Excluder is { } excluder)
        {
            CheckExcluded(rest, @lock, excluder, call.At, chain);
            return;
        }

        if (acquisition.Waiter is var (name, work) && IsStuck(rest, @lock, acquisition.Mode) is { } held)
        {
            Report(Rules.WaitsForHolder, call.At, [held.At, .. acquisition.Chain.Select(s => s.At)], isLive: false, name, work,
                @lock.Display);
        }
        else if (!isWait)
        {
            Order(rest, @lock, acquisition.Mode, acquisition.Blocks, call.At, chain, inside, isDeclared: false);
            Carry(rest, acquisition, @lock, inside, call.At, chain);
        }
    }

    public void Call(Body target, Items<Held> held, Location at, bool isOnSelf)
    {
        if (!result.Calls.Any(c => c.Target == target && c.At == at && c.Held.Length == held.Length
            && c.Held.Zip(held, (a, b) => a.SameAs(b)).All(same => same)))
        {
            result.Calls.Add(new(target, held, at, isOnSelf));
        }
    }

    /// <summary>Code is given away: run now, or by others at any time.</summary>
    public void Hand(Value.Code code, bool now)
    {
        if (now)
        {
            return;
        }

        Escaped(code.Self);
        if (code.Body is { } lambda)
        {
            result.Released.Add(lambda);
        }
        else if (code.Method is { } method)
        {
            result.ReleasedMethods.Add(method.OriginalDefinition);
        }
    }

    public void Invocation(State state, Value target, Items<Held> inside, Step call, Items<Step> chain)
    {
        if (target is Value.Variable && invocations.Count < Summary.Most
            && !invocations.Any(i => i.Target.Equals(target) && i.Inside.Length == inside.Length))
        {
            invocations.Add(new(target, [.. Own(state), .. inside], state.IsResumed, [call, .. chain.Take(7)]));
        }
    }

    /// <summary>What else a callee does that callers of this body must know.</summary>
    public void Events(State state, Summary summary, CallMapping mapping, Step call)
    {
        foreach (var pair in summary.Pairs)
        {
            var outer = mapping.Down(pair.Outer);
            Nest(state with { Held = [.. state.Held, .. mapping.Down(pair.Inside).Where(h => !h.Lock.IsSame(outer.Lock)), outer] }, outer,
                mapping.Down(pair.Inner), pair.Mode, call.At, [call, .. pair.Chain.Take(7)], isDeclared: false);
        }

        foreach (var (name, chain) in summary.MayAcquire)
        {
            MayAcquire(state, name, [call, .. chain.Take(7)], call.At);
        }

        foreach (var wait in summary.Waits)
        {
            Signalled(state with { Held = [.. state.Held, .. mapping.Down(wait.Inside)] }, mapping.Down(wait.Target), wait.Name,
                hasTimeout: false, call.At);
        }

        foreach (var signal in summary.Signals)
        {
            AddSignal(new(signal.Member,
                [.. state.Held.Where(h => h.Lock.Excludes).Select(h => h.Lock), .. signal.Needs.Select(mapping.Down)], signal.At));
        }
    }

    public void Yield(State state)
    {
        foreach (var held in Own(state))
        {
            if (!yielded.Any(y => y.SameAs(held)))
            {
                yielded.Add(held);
            }
        }
    }

    /// <summary>Puts the summary together.</summary>
    public void Complete(Exits exits, bool isExhausted)
    {
        CheckContract(exits);
        result.Findings.RemoveAll(f => f.Rule.Id == Rules.BlockingWait.Id
            && result.Findings.Any(o => o.Rule.Id == Rules.WaitsForHolder.Id && o.At == f.At));
        result.Findings.RemoveAll(f => f.Rule.Id == Rules.Sleeps.Id
            && result.Findings.Any(o => o.Rule.Id == Rules.OrderViolated.Id && o.At == f.At));
        CheckLeaks(exits);
        CheckJoins();
        CheckFailed();
        foreach (var item in body.Contract.Of(Contract.Clause.Excludes))
        {
            Remember(new(world.Locks.Identify(item.Lock), LockMode.Exclusive, Blocks: true, [], [], IsResumed: false,
                [new Step(body.Display, body.At)]) { Excluder = body.Display });
        }

        if (isExhausted)
        {
            Report(Rules.BudgetReached, body.At, [], isLive: false, body.Display, "the limit of steps");
        }

        result.Summary = new Summary
        {
            Acquisitions = [.. acquisitions],
            Exits = ends.Count == 0 && exits.Throws.Count == 0 ? [new(Value.Unknown, [], [])] : [.. ends],
            MayThrow = mayThrow || exits.Throws.Count > 0,
            Sleep = sleep,
            Invocations = [.. invocations],
            Signals = [.. signals],
            Pairs = [.. pairs],
            HeldAtYield = [.. yielded],
            MayAcquire = [.. reclaims],
            Waits = [.. waits],
            Detaches = returned.Count > 0 && returned.All(r => r.State.IsDetached),
            IsIncomplete = isExhausted,
        };
    }

    private void Remember(Summary.Acquisition acquisition)
    {
        if (acquisitions.Count < Summary.Most && !acquisitions.Any(a => a.IsLike(acquisition) && a.Excluder == acquisition.Excluder))
        {
            acquisitions.Add(acquisition);
        }
    }

    private static Items<Held> Own(State state) =>
        [.. state.Held.Where(h => h.Origin is HeldOrigin.Acquired or HeldOrigin.Inside or HeldOrigin.Iterator)];

    private static Items<Lock> Lost(State state) => [.. state.Released.Select(r => r.Lock)];

    private void Report(DiagnosticDescriptor rule, Location at, Items<Location> more, bool isLive, params object[] arguments) =>
        Add(new BodyResult.Finding(rule, at, more, [.. arguments], isLive));

    private void Add(BodyResult.Finding finding)
    {
        if (reported.Add((finding.Rule.Id, finding.At, string.Join("|", finding.Arguments))))
        {
            result.Findings.Add(finding);
        }
    }

    private void Need(Lock @lock, LockMode mode, BodyResult.NeedKind kind, BodyResult.Finding finding)
    {
        if (reported.Add((finding.Rule.Id, finding.At, string.Join("|", finding.Arguments))))
        {
            result.Needs.Add(new(@lock, mode, finding, kind));
        }
    }

    private static string Line(Location at)
    {
        var span = at.GetLineSpan();
        return $"{System.IO.Path.GetFileName(span.Path)}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})";
    }
}
