using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Applies what is known of a callee at a call.</content>
internal sealed partial class Machine
{
    private IEnumerable<Body> BodiesOf(Value.Code code) => code.Body is { } body ? [body]
        : code.Method is { } method ? world.TargetsOf(method, method.IsVirtual || method.IsAbstract || method.IsOverride, code.Self) : [];

    /// <summary>Runs code now, to its end.</summary>
    private List<Outcome> RunCode(Value code, State state, Location at, Items<Value> arguments)
    {
        if (code is not Value.Code known)
        {
            return [new(state, Value.Unknown)];
        }

        var targets = BodiesOf(known).ToItems();
        if (targets.Length == 0)
        {
            return [new(world.IsWhole ? state : state with { IsUncertain = true }, Value.Unknown)];
        }

        var actual = known.Arguments.Length > 0 ? known.Arguments : arguments;
        return Apply(targets, known.Method ?? known.Body!.Method, known.Self, actual, state, at, site: 0, Contract.None);
    }

    private List<Outcome> Apply(
        Items<Body> targets, IMethodSymbol? method, Value self, Items<Value> arguments, State state, Location at, int site,
        Contract contract, bool isUnused = false)
    {
        var results = new List<Outcome>();
        foreach (var target in targets)
        {
            var mapping = new CallMapping(target, method, self, arguments, state, world);
            record.Call(target, mapping.Up(state.Held), at, self is Value.This);
            if (world.SummaryOf(target) is not { } summary)
            {
                HandAll(arguments, null, target);
                exits.Throw(state, at);
                var uncertain = contract.HasEffect || world.IsWhole ? state : state with { IsUncertain = true };
                results.AddRange(Effects(contract, method, self, arguments, uncertain.Forget(IsMutable), at, Value.Unknown, isUnused));
                continue;
            }

            results.AddRange(Apply(target, summary, mapping, arguments, state, at, contract, method, self, site, isUnused));
        }

        return results;
    }

    private IEnumerable<Outcome> Apply(
        Body target, Summary summary, CallMapping mapping, Items<Value> arguments, State state, Location at, Contract contract,
        IMethodSymbol? method, Value self, int site, bool isUnused)
    {
        HandAll(arguments, summary, target);
        record.Sleep(state, summary.Sleep, target.Display, at);
        var call = new Step(target.Display, at);
        foreach (var acquisition in summary.Acquisitions.Where(a => !a.IsDetached || !target.IsAsynchronous))
        {
            record.Via(state, acquisition, mapping, call, isWait: false);
        }

        record.Events(state, summary, mapping, call);
        var after = EscapeAll(state.Forget(IsMutable), arguments);
        RunDelegates(summary, mapping, after, at, call);
        var isDispose = target.Method is { Name: "Dispose" or "DisposeAsync" };
        if (isDispose && after.Held.Any(h => self.Equals(h.Guard)) && summary.Exits.All(e => e.Lost.IsEmpty))
        {
            after = after with { Held = [.. after.Held.Where(h => !self.Equals(h.Guard))] };
        }

        if (summary.MayThrow && !isDispose)
        {
            exits.Throw(after, at);
            record.MayThrow();
        }

        if (contract.HasEffect || contract.Returns is not null || contract.Of(Contract.Clause.Asserts).Any())
        {
            var value = summary.Exits.Length == 1 ? mapping.Down(summary.Exits[0].Result) : Value.Unknown;
            return Effects(contract, method, self, arguments, after, at, value, isUnused);
        }

        bool IsPossible(Summary.Exit exit) => exit.Order.All(o =>
            Known(after, mapping.Down(o.Comparison)) is not { } known || known == o.Truth);
        return ExitsOf(target, summary, mapping, after).Where(IsPossible).Select(exit => Come(exit, mapping, after, at, call, site));
    }

    // The delegates that the callee runs before it comes back.
    private void RunDelegates(Summary summary, CallMapping mapping, State state, Location at, Step call)
    {
        foreach (var invocation in summary.Invocations)
        {
            var inner = state with { Held = state.Held.AddRange(mapping.Down(invocation.Inside)) };
            foreach (var code in Callees(mapping.Down(invocation.Target)))
            {
                record.Hand(code, now: true);
                RunCode(code, inner, at, []);
            }

            record.Invocation(state, mapping.Down(invocation.Target), mapping.Down(invocation.Inside), call, invocation.Chain);
        }
    }

    // The first Dispose of a guard releases, every other one does nothing: what the guard asks itself, the caller's locks answer.
    private static IEnumerable<Summary.Exit> ExitsOf(Body target, Summary summary, CallMapping mapping, State state)
    {
        if (target.Method is not { Name: "Dispose" or "DisposeAsync" } || summary.Exits.Length < 2)
        {
            return summary.Exits;
        }

        bool IsHeld(Lock released) => mapping.Down(released) is var own
            && state.LastIndex(h => h.Lock.IsSame(own) || MayBeSame(h.Lock, own)) >= 0;
        var fitting = summary.Exits.Where(e => e.Lost.Any(l => IsHeld(l.Lock))).ToList();
        fitting = fitting.Count > 0 ? fitting : [.. summary.Exits.Where(e => e.Lost.IsEmpty)];
        return fitting.Count > 0 ? fitting : summary.Exits;
    }

    // A member of another assembly whose facts are known.
    private List<Outcome> Foreign(Node.Call call, Summary facts, State state, Value self, Items<Value> arguments)
    {
        Value? Map(Value value) => value switch
        {
            Value.Receiver => self,
            Value.Argument argument => argument.Ordinal < arguments.Length ? arguments[argument.Ordinal] : Value.Unknown,
            _ => null,
        };

        Held Down(Held held) => held with { Lock = held.Lock.With(held.Lock.Value.Rewrite(Map)), At = call.At };
        record.Sleep(state, facts.Sleep, Name(call), call.At);
        foreach (var acquisition in facts.Acquisitions)
        {
            var @lock = acquisition.Lock.With(acquisition.Lock.Value.Rewrite(Map));
            record.Acquire(state, @lock, acquisition.Mode, blocks: true, call.At,
                [new Step(Name(call), call.At), new Step(@lock.Display, call.At)]);
        }

        foreach (var invocation in facts.Invocations)
        {
            var inner = state with { Held = [.. state.Held, .. invocation.Inside.Select(Down)] };
            foreach (var code in Callees(invocation.Target.Rewrite(Map)))
            {
                record.Hand(code, now: true);
                RunCode(code, inner, call.At, []);
            }
        }

        exits.Throw(state, call.At);
        record.MayThrow();
        var exit = facts.Exits[0];
        var after = exit.Lost.Aggregate(state, (s, lost) => Give(s, lost.Lock.With(lost.Lock.Value.Rewrite(Map)), lost.Mode, call.At));
        return [new(exit.Gained.Aggregate(after, (s, gained) => Take(s, Down(gained))), ResultOf(call, self, arguments, after))];
    }

    private Outcome Come(Summary.Exit exit, CallMapping mapping, State state, Location at, Step call, int site)
    {
        foreach (var lost in exit.Lost)
        {
            state = Give(state, mapping.Down(lost.Lock), lost.Mode, at);
        }

        var value = mapping.Down(exit.Result);
        var self = mapping.Self;
        value = value is Value.Product product && site != 0 ? Renamed(product, site) : value;
        foreach (var gained in exit.Gained)
        {
            var held = mapping.Down(gained);
            state = Take(state, held with
            {
                At = at,
                Chain = [call, .. gained.Chain.Take(6)],
                IsStructured = false,
                IsKept = held.IsKept && self is not Value.Product { IsNew: true },
                Guard = held.IsKept && self is Value.Product { IsNew: true } ? self : Recorder.IsGuardOf(value, held.Lock) ? value : null,
            });
        }

        return new(exit.Order.Aggregate(state, (s, o) => s.Learn(mapping.Down(o.Comparison), o.Truth)), value);
    }

    // What a callee makes is another object at each call.
    private static Value.Product Renamed(Value.Product product, int site) =>
        new(product.Site ^ (site << 3), isEarlier: false, product.Type, product.Display)
    {
        Origin = product.Origin,
        Arguments = product.Arguments,
        Flaw = product.Flaw,
        FlawAt = product.FlawAt,
        Source = product.Source,
    };

    private void HandAll(Items<Value> arguments, Summary? summary, Body target)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            foreach (var code in CodeOf(arguments[i]))
            {
                var parameter = target.Method is { } own && i < own.Parameters.Length ? own.Parameters[i] : null;
                var isRun = summary is not null
                    && summary.Invocations.Any(v => v.Target is Value.Variable x
                        && SymbolEqualityComparer.Default.Equals(x.Symbol, parameter));
                record.Hand(code, now: isRun);
            }
        }
    }
}
