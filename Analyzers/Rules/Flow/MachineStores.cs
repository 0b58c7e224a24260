using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Reads and writes of members and variables.</content>
internal sealed partial class Machine
{
    private List<Outcome> Load(Node.Member node, State state) =>
        Then(node.Receiver, state, o => Load(node, o.State, node.Receiver is null ? Value.Unknown : o.Value));

    private List<Outcome> Load(Node.Member node, State state, Value receiver)
    {
        var symbol = node.Symbol;
        if (symbol.IsStatic && symbol is IFieldSymbol { IsConst: false } or IPropertySymbol && symbol.ContainingType is { } type)
        {
            InitializeType(type, state, node.At);
        }

        record.Use(state, symbol, receiver, node.IsChanged, node.At, node.IsReference, isLazy: false, node.IsAtomic);
        if (node.IsTarget)
        {
            record.UseTarget(state, symbol, receiver, node.IsChanged, node.At);
        }

        if (symbol is IPropertySymbol { GetMethod: { } getter } property && IsSource(property))
        {
            var contract = Declarations.ContractOf(getter);
            state = Require(contract, getter, receiver, [], state, node.At);
            var targets = world.TargetsOf(getter, property.IsVirtual || property.IsAbstract || property.IsOverride, receiver);
            if (targets.Length > 0 && world.IsWhole)
            {
                return [.. Apply(targets, getter, symbol.IsStatic ? Value.Unknown
                    : receiver, [], state, node.At, node.At.SourceSpan.Start, contract)
                    .Select(o => o.Value == Value.Unknown ? new Outcome(o.State, PathOf(symbol, receiver)) : o)];
            }

            state = world.IsWhole || IsAutomatic(property) || contract.Returns is not null ? state : state with { IsUncertain = true };
            if (!contract.IsEmpty)
            {
                return Effects(contract, getter, receiver, [], state, node.At, PathOf(symbol, receiver), isUnused: false);
            }
        }

        return [new(state, PathOf(symbol, receiver))];
    }

    private static bool IsAutomatic(IPropertySymbol property) =>
        property.ContainingType.GetMembers().Any(m => m is IFieldSymbol field
            && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static bool IsSource(IPropertySymbol property) => property.Locations.Any(l => l.IsInSource);

    private Value PathOf(ISymbol symbol, Value receiver) => symbol.IsStatic ? new Value.Static(symbol)
        : symbol is IParameterSymbol ? new Value.Member(Self, symbol) : new Value.Member(receiver, symbol);

    private List<Outcome> Assign(Node.Assign node, State state)
    {
        var results = new List<Outcome>();
        if (node.IsLazy)
        {
            foreach (var current in Evaluate(node.Target, state))
            {
                results.Add(current);
                results.AddRange(Then(node.Value, current.State, o =>
                    Store(node.Target, o.Value, o.State, node.At, isLazy: true).Select(s => new Outcome(s, current.Value))));
            }

            return results;
        }

        foreach (var value in node.Value is null ? [new Outcome(state, Value.Unknown)] : Evaluate(node.Value, state))
        {
            var at = value.State;
            if (node.IsCompound && node.Target is Node.Member && !node.IsAtomic)
            {
                at = Run(node.Target, [at]).FirstOrDefault() ?? at;
            }

            foreach (var stored in Store(node.Target, value.Value, at, node.At, node.IsAtomic, node.Step))
            {
                results.Add(new(stored, node.Target is Node.Member && value.Value is Value.Product { IsNew: true }
                    && !node.IsAtomic ? Evaluate(node.Target, stored)[0].Value : value.Value));
            }
        }

        return results;
    }

    /// <summary>Stores a value; the states afterwards.</summary>
    private List<State> Store(Node target, Value value, State state, Location at, bool isLazy = false, int step = 0)
    {
        switch (target)
        {
            case Node.Variable variable:
                return [SetVariable(new Value.Variable(variable.Symbol), value, state, at, step)];
            case Node.Temporary temporary:
                return [state.Set(new Value.Temporary(temporary.Site), value)];
            case Node.Tuple tuple:
                return Deconstruct(tuple, value, state, at);
            case Node.Element element:
                return [.. EvaluateAll([element.Array, element.Index], state).Select(r =>
                    Escape(r.State, value).Forget(v => v is Value.Element e && e.Owner.Equals(r.Values[0])))];
            case Node.Member member:
                return [.. Then(member.Receiver, state, o => StoreMember(member, o.State, member.Receiver is null ? Value.Unknown
                    : o.Value, value, at, isLazy)).Select(o => o.State)];
            default:
                return Run(target, [state]);
        }
    }

    private State SetVariable(Value.Variable variable, Value value, State state, Location at, int step)
    {
        state = state.Forget(v => v.Equals(variable));
        if (variable.Symbol is IParameterSymbol { RefKind: RefKind.Ref or RefKind.Out } or ILocalSymbol { IsRef: true })
        {
            state = Escape(state, value);
        }

        if (loopDepth > 0 && (step != 0 || IsMoving(value)))
        {
            var moved = Moved(variable, at, step);
            var aged = Age(state, moved);
            var old = value.Rewrite(v => v.Equals(moved) ? moved.AsEarlier() : null);
            moved = new Value.Product(moved.Site, isEarlier: false, moved.Type, variable.Symbol.Name)
            {
                Step = step,
                Via = (old is Value.Product product ? product.Via : old)?.Rewrite(v => v is Value.Product p
                    && p.Via is not null ? p.Bare() : null),
            };
            return (value == Value.Unknown ? aged : aged.Rewrite(v => v.Equals(old) ? moved : null)).Set(variable, moved);
        }

        if (value is Value.Product { IsNew: true } made)
        {
            record.Named(made, variable.Symbol);
        }

        return state.Set(variable, value);
    }

    private static Value.Product Moved(Value.Variable variable, Location at, int step) => new(
        unchecked((at.SourceSpan.Start * 397) ^ (at.SourceTree?.FilePath.GetHashCode() ?? 0)) | 1, isEarlier: false, variable.Type,
        variable.Symbol.Name) { Step = step };

    // A counter of a loop has no known value even in the first round.
    private static State Loosen(Node? part, State state)
    {
        NodeWalker.Visit(part, node =>
        {
            if (node is Node.Assign { Step: not 0, Target: Node.Variable counter } step)
            {
                var variable = new Value.Variable(counter.Symbol);
                state = state.Set(variable, Moved(variable, step.At, step.Step));
            }
        });
        return state;
    }

    // In a loop, a path over members that change names another object in each round.
    private static bool IsMoving(Value value) => value switch
    {
        Value.Member member => IsMutable(member) || IsMoving(member.Owner),
        Value.Element => true,
        Value.Product product => !product.IsNew && product.Source is null,
        _ => false,
    };

    private List<State> Deconstruct(Node.Tuple tuple, Value value, State state, Location at)
    {
        IReadOnlyList<State> states = [state];
        for (var i = 0; i < tuple.Items.Length; i++)
        {
            if (tuple.Items[i] is { } target)
            {
                var part = value is Value.Group group && i < group.Items.Length ? group.Items[i]
                    : new Value.Product(unchecked((at.SourceSpan.Start * 31) + i), isEarlier: false, null, "part");
                states = [.. states.SelectMany(s => Store(target, part, s, at))];
            }
        }

        return [.. states];
    }

    private IEnumerable<Outcome> StoreMember(Node.Member node, State state, Value receiver, Value value, Location at, bool isLazy)
    {
        var symbol = node.Symbol;
        var path = PathOf(symbol, receiver);
        record.Use(state, symbol, receiver, isWrite: true, node.At, isReference: false, isLazy, node.IsAtomic);
        record.Replaced(state, path, value, at);
        state = value is Value.Guard ? KeepAll(state, h => value.Equals(h.Guard)) : state;
        state = Escape(state, value).Forget(v => v.Equals(path)
            || (v is Value.Member m && SymbolEqualityComparer.Default.Equals(m.Symbol, symbol) && !m.IsExact));
        if (value is Value.Constant { Content: bool truth })
        {
            state = state.Learn(path, truth);
        }

        if (symbol is IPropertySymbol { SetMethod: { } setter } property && IsSource(property))
        {
            var contract = Declarations.ContractOf(setter);
            state = Require(contract, setter, receiver, [value], state, node.At);
            var targets = world.TargetsOf(setter, property.IsVirtual || property.IsAbstract || property.IsOverride, receiver);
            if (targets.Length > 0 && world.IsWhole)
            {
                return Apply(targets, setter, symbol.IsStatic ? Value.Unknown : receiver, [value], state, node.At, 0, contract);
            }
        }

        foreach (var code in CodeOf(value))
        {
            record.Hand(code, now: false);
        }

        return [new(state, value)];
    }

    /// <summary>The state in which others may know the value's object.</summary>
    private State Escape(State state, Value value)
    {
        if (value is not (Value.Product { IsNew: true } or Value.This or Value.Guard) || state.Escaped.Contains(value))
        {
            return state;
        }

        record.Escaped(value);
        return state with { Escaped = state.Escaped.Add(value) };
    }

    private State EscapeAll(State state, Items<Value> values)
    {
        foreach (var value in values)
        {
            state = Escape(state, value);
        }

        return state;
    }
}
