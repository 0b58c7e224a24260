using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>What annotations say of a call, and guards.</content>
internal sealed partial class Machine
{
    private static Value Translate(Value path, IMethodSymbol? method, Value self, Items<Value> arguments) => path.Rewrite(v => v switch
    {
        Value.This => self,
        Value.Variable { Symbol: IParameterSymbol p } when method is not null && p.Ordinal < arguments.Length
            && p.ContainingSymbol is IMethodSymbol or INamedTypeSymbol => arguments[p.Ordinal],
        _ => null,
    });

    /// <summary>Checks what the callee demands of its caller.</summary>
    private State Require(Contract contract, IMethodSymbol? method, Value self, Items<Value> arguments, State state, Location at)
    {
        if (contract.IsEmpty)
        {
            return state;
        }

        var name = method is null ? "delegate" : method.MethodKind == MethodKind.DelegateInvoke ? method.ContainingType.Name
            : (method.AssociatedSymbol ?? method).Name is ".ctor" ? method.ContainingType.Name : (method.AssociatedSymbol ?? method).Name;
        foreach (var item in contract.Items)
        {
            var @lock = world.Locks.Identify(Translate(item.Lock, method, self, arguments));
            switch (item.Clause)
            {
                case Contract.Clause.Requires:
                    record.Required(state, @lock, item.Mode, name, at);
                    break;
                case Contract.Clause.Excludes:
                    record.Excluded(state, @lock, name, at);
                    break;
            }
        }

        if (contract.MaySleep)
        {
            record.Sleep(state, [new Step(name, at)], name, at);
        }

        foreach (var pseudo in contract.MayAcquire)
        {
            record.MayAcquire(state, pseudo, [new Step(name, at)], at);
        }

        return state;
    }

    /// <summary>What the callee leaves held, released or asserted.</summary>
    private List<Outcome> Effects(
        Contract contract, IMethodSymbol? method, Value self, Items<Value> arguments, State state, Location at, Value value, bool isUnused)
    {
        if (contract.IsEmpty)
        {
            return [new(state, value)];
        }

        if (contract.Returns is { } path)
        {
            value = Translate(path, method, self, arguments);
        }

        var outcomes = new List<Outcome> { new(state, value) };
        var adopted = new List<Value>();
        foreach (var item in contract.Items)
        {
            if (item.OnResult && !IsDisposable(method?.ReturnType))
            {
                continue;
            }

            var @lock = world.Locks.Identify(Translate(item.Lock, method, self, arguments));
            outcomes = [.. outcomes.SelectMany(o => Effect(item, @lock, o, at, method, isUnused))];
            if (item.Clause == Contract.Clause.Acquires)
            {
                adopted.Add(@lock.Value);
            }
        }

        return adopted.Count > 0 && method is { MethodKind: not MethodKind.Constructor } && IsDisposable(method.ReturnType)
            ? [.. outcomes.Select(o => new Outcome(o.State, new Value.Guard([.. adopted], contract.Items[0].Mode, at.SourceSpan.Start)))]
            : outcomes;
    }

    private IEnumerable<Outcome> Effect(Contract.Item item, Lock @lock, Outcome outcome, Location at, IMethodSymbol? method, bool isUnused)
    {
        var name = method?.Name ?? "delegate";
        var held = new Held(@lock, item.Mode, 1, HeldOrigin.Acquired, at) { Chain = [new Step(name, at)] };
        switch (item.Clause)
        {
            case Contract.Clause.Acquires:
                record.Acquire(outcome.State, @lock, item.Mode, blocks: true, at, []);
                return [outcome with { State = Take(outcome.State, held) }];
            case Contract.Clause.Releases:
                var mode = outcome.State.LastIndex(h => h.Lock.IsSame(@lock)) is >= 0 and var index ? outcome.State.Held[index].Mode
                    : item.Mode;
                return [outcome with { State = Give(outcome.State, @lock, mode, at, isDeclared: true) }];
            case Contract.Clause.TryAcquires when isUnused:
                record.TryUnused(@lock, name, at);
                return [outcome with { State = Take(outcome.State, held) }];
            case Contract.Clause.TryAcquires:
                record.Acquire(outcome.State, @lock, item.Mode, blocks: false, at, []);
                return
                [
                    new(Take(outcome.State, held), Value.Constant.Of(item.When)),
                    new(outcome.State with { Failures = outcome.State.Failures.Add(new(@lock, null, at, ByException: false, name)) },
                        Value.Constant.Of(!item.When)),
                ];
            case Contract.Clause.Asserts when outcome.State.LastIndex(h => h.Lock.IsSame(@lock) && h.Mode >= item.Mode) < 0:
                return [outcome with { State = outcome.State.With(held with { Origin = HeldOrigin.Assumed }) }];
            default:
                return [outcome];
        }
    }

    private bool IsDisposable(ITypeSymbol? type) => type is not null
        && (type.Name is "IDisposable" or "IAsyncDisposable" || Code.IsGuardType(type)
            || type.AllInterfaces.Any(i => i.Name is "IDisposable" or "IAsyncDisposable")
            || (type.IsRefLikeType && PathResolver.FindMember(type, "Dispose") is null && type.GetMembers("Dispose").Length > 0));

    // A guard type holds what its constructor was given.
    private Outcome Adopt(Node.New node, State state, Contract contract, Value.Product product, Items<Value> arguments)
    {
        if (Declarations.Annotations.IsUsed && Declarations.Annotations.Find(node.Type, "Masks") is { } masks)
        {
            state = state with { Masks = state.Masks.AddRange(masks.Texts) };
        }

        if (!Code.IsGuardType(node.Type))
        {
            return new(state, product);
        }

        var mode = Declarations.Annotations.Find(node.Type, "ScopedLock")!.Flag("Shared") ? LockMode.Shared : LockMode.Exclusive;
        var paths = contract.Of(Contract.Clause.Acquires).Select(i =>
            (Value: Translate(i.Lock, node.Constructor, product, arguments), i.Mode)).ToList();
        if (paths.Count == 0)
        {
            paths = [.. arguments.Where(a => a is not Value.Constant && a != Value.Unknown).Take(1).Select(a => (a, mode))];
        }

        foreach (var (value, how) in paths)
        {
            var @lock = world.Locks.Identify(value);
            if (state.LastIndex(h => h.Lock.IsSame(@lock)) < 0 && contract.Items.IsEmpty)
            {
                record.Acquire(state, @lock, how, blocks: true, node.At, []);
                state = Take(state, new Held(@lock, how, 1, HeldOrigin.Acquired, node.At) { Chain = [new Step(node.Type.Name, node.At)] });
            }
        }

        return paths.Count == 0 ? new(state, product)
            : new(state, new Value.Guard([.. paths.Select(p => p.Value)], paths[0].Mode, node.Site));
    }

    private State Release(Value.Guard guard, State state, Location at)
    {
        if (state.Past.Contains(guard))
        {
            return state;
        }

        foreach (var value in guard.Locks)
        {
            var known = state.LastIndex(h => h.Lock.Value.Equals(value));
            state = Give(state, known >= 0 ? state.Held[known].Lock : world.Locks.Identify(value), known >= 0 ? state.Held[known].Mode
                : guard.Mode, at);
        }

        return state with { Past = state.Past.Add(guard) };
    }

    private IEnumerable<Outcome> Dispose(Node.Dispose node, Outcome outcome)
    {
        var (state, value) = (outcome.State, outcome.Value);
        if (node.Type is { } masking && Declarations.Annotations.IsUsed && Declarations.Annotations.Find(masking, "Masks") is { } masks)
        {
            state = state with { Masks = [.. state.Masks.Take(Math.Max(0, state.Masks.Length - masks.Texts.Length))] };
        }

        if (node.IsAsynchronous)
        {
            state = Suspend(state, node.At, "await");
        }

        switch (value)
        {
            case Value.Guard guard:
                return [new(Release(guard, state, node.At), Value.Unknown)];
            case Value.Constant:
                return [new(state, Value.Unknown)];
            case Value.Work { Timing: Value.WorkTiming.Callback } work:
                WaitFor(work, state, "CancellationTokenRegistration.Dispose", node.At, isSilent: true);
                return [new(state, Value.Unknown)];
        }

        var type = value is Value.Product { Type: { } actual } ? actual : node.Type;
        var name = node.IsAsynchronous ? "DisposeAsync" : "Dispose";
        var method = type is null ? null : Methods(type, name).FirstOrDefault(m => m.Parameters.Length == 0);
        if (method is null || !method.Locations.Any(l => l.IsInSource))
        {
            return [new(state, Value.Unknown)];
        }

        var call = new Node.Call(method, new Node.This(), [], node.At, site: 0) { IsVirtual = method.IsVirtual || method.IsOverride };
        return Call(call, state, value, []).SelectMany(o => o.Value is Value.Work work ? Complete(work, o.State, node.At) : [o]);
    }

    private static IEnumerable<IMethodSymbol> Methods(ITypeSymbol type, string name)
    {
        for (ITypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            foreach (var method in at.GetMembers().OfType<IMethodSymbol>().Where(m => m.Name == name
                || m.Name.EndsWith("." + name, StringComparison.Ordinal)))
            {
                yield return method;
            }
        }
    }
}
