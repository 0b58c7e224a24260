using Hmm.Analyzers.Lowering;
using Hmm.Analyzers.Whole;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <summary>Translates values between a call and the body that it runs.</summary>
internal sealed class CallMapping(Body target, IMethodSymbol? method, Value self, Items<Value> arguments, State state, World world)
{
    /// <summary>The object that the callee is called on.</summary>
    public Value Self => self;

    /// <summary>A value of the callee in the caller's terms.</summary>
    public Value Down(Value value) => value.Rewrite(DownPart);

    public Lock Down(Lock @lock)
    {
        var value = Down(@lock.Value);
        return ReferenceEquals(value, @lock.Value) ? @lock : world.Locks.Identify(value, @lock);
    }

    public Held Down(Held held) => held with { Lock = Down(held.Lock) };

    public Items<Held> Down(Items<Held> held) => [.. held.Select(Down)];

    /// <summary>A value of the caller in the callee's terms; null when the callee has no name for it.</summary>
    public Value? Up(Value value)
    {
        var known = true;
        var result = value.Rewrite(part => UpPart(part, ref known));
        return known ? result : null;
    }

    /// <summary>What the caller holds, as far as the callee can name it.</summary>
    public Items<Held> Up(Items<Held> held)
    {
        var result = new List<Held>();
        foreach (var item in held)
        {
            if (Up(item.Lock.Value) is { } value)
            {
                result.Add(item with { Lock = ReferenceEquals(value, item.Lock.Value) ? item.Lock
                    : world.Locks.Identify(value, item.Lock) });
            }
        }

        return [.. result];
    }

    private Value? DownPart(Value part)
    {
        switch (part)
        {
            case Value.This:
                return self;
            case Value.Variable { Symbol: IParameterSymbol parameter } variable:
                return IsOwn(parameter) ? parameter.Ordinal < arguments.Length ? arguments[parameter.Ordinal] : Value.Unknown
                    : state.Get(variable);
            case Value.Variable variable when target.IsLocal:
                return state.Get(variable);
            case Value.Static { Symbol.ContainingType.IsGenericType: true } generic when method is not null:
                return new Value.Static(TypeSubstitution.Apply(generic.Symbol, method, self));
            case Value.Member { Symbol.ContainingType.IsGenericType: true } member when method is not null:
                return new Value.Member(member.Owner.Rewrite(DownPart), TypeSubstitution.Apply(member.Symbol, method, self));
            default:
                return null;
        }
    }

    private bool IsOwn(IParameterSymbol parameter) => target.Method is { } own
        && (SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, own)
            || (parameter.ContainingSymbol is IMethodSymbol other
                && SymbolEqualityComparer.Default.Equals(other.OriginalDefinition, own.OriginalDefinition)));

    private Value? UpPart(Value part, ref bool known)
    {
        if (part is Value.Static or Value.Constant or Value.TypeObject or Value.OfClass)
        {
            return part;
        }

        if (self != Value.Unknown && part.Equals(self))
        {
            return target.Type is { } type ? new Value.This(type) : part;
        }

        for (var i = 0; i < arguments.Length && target.Method is { } own && i < own.Parameters.Length; i++)
        {
            if (arguments[i] != Value.Unknown && arguments[i] is not Value.Constant && part.Equals(arguments[i]))
            {
                return new Value.Variable(own.Parameters[i]);
            }
        }

        if (target.IsLocal && part is Value.This or Value.Variable or Value.Product)
        {
            return Captured(part);
        }

        known &= part is Value.Member or Value.Element or Value.Guard or Value.Group;
        return null;
    }

    // A lambda sees the variables of the body around it under their own names; of several that hold the same, the first by name.
    private Value? Captured(Value part)
    {
        Value? first = null;
        foreach (var pair in state.Variables)
        {
            if (pair.Key is Value.Variable && pair.Value.Equals(part)
                && (first is null || string.CompareOrdinal(pair.Key.Display, first.Display) < 0))
            {
                first = pair.Key;
            }
        }

        return first ?? part;
    }
}
