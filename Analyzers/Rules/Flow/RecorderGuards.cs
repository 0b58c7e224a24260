using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Lowering;
using Hmm.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Uses of guarded members, and demands of callees.</content>
internal sealed partial class Recorder
{
    /// <summary>A member is read or written.</summary>
    public void Use(State state, ISymbol symbol, Value receiver, bool isWrite, Location at, bool isReference, bool isLazy = false,
        bool isAtomic = false)
    {
        if (IsUnshared(symbol, receiver, state))
        {
            return;
        }

        var guards = world.Code.Declarations.GuardsOf(symbol);
        foreach (var guard in guards)
        {
            if (!guard.GuardsTarget && !(guard.WritesOnly && !isWrite))
            {
                CheckGuard(state, guard, symbol, receiver, isWrite || isReference, at);
            }
        }

        if (guards.Length == 0 && !isAtomic && world.Code.IsGuardCandidate(symbol))
        {
            result.Accesses.Add(new(symbol, receiver, isWrite && !isLazy, state.Held, at, body));
        }

        if (isWrite)
        {
            CheckStatic(state, symbol, at);
        }
    }

    /// <summary>The object that a member refers to is used.</summary>
    public void UseTarget(State state, ISymbol symbol, Value receiver, bool isWrite, Location at)
    {
        foreach (var guard in world.Code.Declarations.GuardsOf(symbol))
        {
            if (guard.GuardsTarget && !IsUnshared(symbol, receiver, state) && !(guard.WritesOnly && !isWrite))
            {
                CheckGuard(state, guard, symbol, receiver, isWrite, at);
            }
        }
    }

    public void Required(State state, Lock @lock, LockMode mode, string name, Location at)
    {
        if (Holding(state, @lock) is { } held && held.Mode >= mode)
        {
            return;
        }

        var finding = new BodyResult.Finding(Rules.RequiredNotHeld, at, [], [name, @lock.Display], !state.IsUncertain);
        if (state.IsResumed && body.Contract.Items.Any(i => i.Clause == Contract.Clause.Requires && !i.AcrossAwait
            && world.Locks.Identify(i.Lock).IsSame(@lock)))
        {
            Report(Rules.RequirementEnds, at, [], !state.IsUncertain, @lock.Display);
            return;
        }

        Need(@lock, mode, BodyResult.NeedKind.Held, finding);
    }

    public void Excluded(State state, Lock @lock, string name, Location at)
    {
        Remember(new(@lock, LockMode.Exclusive, Blocks: true, Own(state), Lost(state), state.IsResumed,
            [new Step(name, at)]) { Excluder = name });
        CheckExcluded(state, @lock, name, at, []);
    }

    private void CheckExcluded(State state, Lock @lock, string name, Location at, Items<Step> chain)
    {
        if (Holding(state, @lock) is { } held)
        {
            Report(Rules.ExcludedHeld, at, [held.At, .. chain.Select(s => s.At).Where(l => l != at)], !state.IsUncertain, name,
                @lock.Display);
        }
    }

    private void CheckGuard(State state, GuardClause guard, ISymbol symbol, Value receiver, bool isWrite, Location at)
    {
        var @lock = world.Locks.Identify(guard.Lock.Rewrite(v => v is Value.This ? receiver : null));
        var mode = isWrite ? LockMode.Exclusive : LockMode.Shared;
        var isLive = !state.IsUncertain && !body.IsLocal && IsOpen(body);
        if (Holding(state, @lock) is { } held && held.Mode >= mode)
        {
            return;
        }

        if (Holding(state, @lock) is not null)
        {
            Report(Rules.SharedNotEnough, at, [], isLive, symbol.Name, @lock.Display);
        }
        else if (state.IsResumed
            && body.Contract.Items.Any(i => i.Clause == Contract.Clause.Requires && !i.AcrossAwait
                && world.Locks.Identify(i.Lock).IsSame(@lock)))
        {
            Report(Rules.RequirementEnds, at, [], isLive, @lock.Display);
        }
        else
        {
            Need(@lock, mode, BodyResult.NeedKind.Held, new(Rules.GuardNotHeld, at, [], [symbol.Name, @lock.Display], isLive));
        }
    }

    /// <summary>The strongest hold on a lock, or on any lock of a class; null when it is not held.</summary>
    private static Held? Holding(State state, Lock @lock, LockMode least = LockMode.Shared)
    {
        var best = default(Held);
        foreach (var held in state.Held)
        {
            var isIt = held.Lock.IsSame(@lock) || (@lock.Value is Value.OfClass or Value.Product && held.Lock.Class.Equals(@lock.Class))
                || (held.Lock.Class.Equals(@lock.Class) && (held.Lock.Class.IsSingle || IsAlias(held.Lock) || IsAlias(@lock)));
            if (isIt && held.Mode >= least && (best is null || held.Mode > best.Mode))
            {
                best = held;
            }
        }

        return best;
    }

    private static bool IsAlias(Lock @lock) => @lock.Value.Any(v => v is Value.Shared);

    /// <summary>Whether anybody may call the body, so that nothing about its callers is known.</summary>
    private static bool IsOpen(Body body) =>
        body.Method is { DeclaredAccessibility: >= Accessibility.Protected };

    // Nobody else can see an object that is being made.
    private bool IsUnshared(ISymbol symbol, Value receiver, State state) => (body.IsConstructor && !body.IsLocal
        && (symbol.IsStatic ? body.Owner.IsStatic && SymbolEqualityComparer.Default.Equals(symbol.ContainingType, body.Type)
            : receiver is Value.This && !body.Owner.IsStatic))
        || (receiver is Value.Product { IsNew: true } && !state.Escaped.Contains(receiver));

    // A lock of one instance does not protect what all instances share.
    private void CheckStatic(State state, ISymbol symbol, Location at)
    {
        if (symbol is not IFieldSymbol { IsStatic: true } field || state.Held.Length == 0 || body.Owner.IsStatic
            || field.GetAttributes().Any(a => a.AttributeClass?.Name == "ThreadStaticAttribute")
            || !SymbolEqualityComparer.Default.Equals(field.ContainingType, body.Type) || IsSingleton(body.Type))
        {
            return;
        }

        if (state.Held.All(h => h.Lock.Value is Value.This or Value.Member { Owner: Value.This } && h.Lock.Excludes) && world.IsWhole)
        {
            var held = state.Held[state.Held.Length - 1];
            Report(Rules.UnsuitableObject, held.At, [at], isLive: false,
                $"'{held.Lock.Display}' of one instance while '{field.Name}' of all instances is written");
        }
    }

    private static bool IsSingleton(INamedTypeSymbol? type) => type is not null
        && type.InstanceConstructors.All(c => c.DeclaredAccessibility == Accessibility.Private);
}
