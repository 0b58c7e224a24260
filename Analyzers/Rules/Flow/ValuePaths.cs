using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Values that name objects: where a path of members starts and how it goes on.</content>
internal abstract partial class Value
{
    /// <summary>The instance that the analysed body belongs to.</summary>
    public sealed class This(ITypeSymbol type) : Value
    {
        public ITypeSymbol Type { get; } = type;

        public override string Display => "this";

        public override bool Equals(Value? other) => other is This;

        protected override int ComputeHash() => 11;
    }

    /// <summary>A parameter's or a local's value on entry of the body.</summary>
    public sealed class Variable(ISymbol symbol) : Value
    {
        public ISymbol Symbol { get; } = symbol;

        public ITypeSymbol? Type => Symbol switch
        {
            IParameterSymbol parameter => parameter.Type,
            ILocalSymbol local => local.Type,
            _ => null,
        };

        public override string Display => Symbol.Name;

        public override bool Equals(Value? other) => other is Variable v && Same(v.Symbol, Symbol);

        protected override int ComputeHash() => Mix(13, HashOf(Symbol));
    }

    /// <summary>A variable that the language makes up.</summary>
    public sealed class Temporary(int site) : Value
    {
        public int Site { get; } = site;

        public override string Display => "value";

        public override bool Equals(Value? other) => other is Temporary t && t.Site == Site;

        protected override int ComputeHash() => Mix(89, Site);
    }

    /// <summary>A static field or property.</summary>
    public sealed class Static(ISymbol member) : Value
    {
        public ISymbol Symbol { get; } = member;

        public override string Display =>
            $"{Symbol.ContainingType?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}.{Symbol.Name}";

        public override bool Equals(Value? other) => other is Static s && Same(s.Symbol, Symbol);

        protected override int ComputeHash() => Mix(17, HashOf(Symbol));
    }

    /// <summary>A member of another value.</summary>
    public sealed class Member(Value owner, ISymbol member) : Value
    {
        public Value Owner { get; } = owner;

        public ISymbol Symbol { get; } = member;

        public override bool IsExact => Owner.IsExact;

        public override string Display => Owner is This ? Symbol.Name : Owner == Unknown ? $"{Symbol.ContainingType?.Name}.{Symbol.Name}"
            : $"{Owner.Display}.{Symbol.Name}";

        public override bool Equals(Value? other) => other is Member m && Same(m.Symbol, Symbol) && m.Owner.Equals(Owner);

        public override bool Any(Func<Value, bool> condition) => condition(this) || Owner.Any(condition);

        protected override int ComputeHash() => Mix(Owner.GetHashCode(), HashOf(Symbol));

        protected override Value RewriteParts(Func<Value, Value?> map)
        {
            var owner = Owner.Rewrite(map);
            return ReferenceEquals(owner, Owner) ? this : new Member(owner, Symbol);
        }
    }

    /// <summary>An element of an array or collection.</summary>
    public sealed class Element(Value owner, Value index) : Value
    {
        public Value Owner { get; } = owner;

        public Value Index { get; } = index;

        public override bool IsExact => Owner.IsExact && Index.IsExact;

        public override string Display => $"{Owner.Display}[{Index.Display}]";

        public override bool Equals(Value? other) => other is Element e && e.Owner.Equals(Owner) && e.Index.Equals(Index);

        public override bool Any(Func<Value, bool> condition) => condition(this) || Owner.Any(condition) || Index.Any(condition);

        protected override int ComputeHash() => Mix(Mix(19, Owner.GetHashCode()), Index.GetHashCode());

        protected override Value RewriteParts(Func<Value, Value?> map) => new Element(Owner.Rewrite(map), Index.Rewrite(map));
    }

    /// <summary>The object that a place in the code produced: the newest one, or an earlier one when the place ran more than
    /// once.</summary>
    public sealed class Product(int site, bool isEarlier, ITypeSymbol? type, string display) : Value
    {
        public int Site { get; } = site;

        public bool IsEarlier { get; } = isEarlier;

        public ITypeSymbol? Type { get; } = type;

        /// <summary>The creation that made it; null when it came from elsewhere.</summary>
        public Lowering.Node.New? Origin { get; init; }

        /// <summary>The collection that it is an element of.</summary>
        public Value? Source { get; init; }

        /// <summary>The arguments of the creation that made it.</summary>
        public Items<Value> Arguments { get; init; } = [];

        /// <summary>Why it cannot serve as a lock; null when it can.</summary>
        public string? Flaw { get; init; }

        public Location? FlawAt { get; init; }

        /// <summary>The path by which it was reached, when it was named anew.</summary>
        public Value? Via { get; init; }

        /// <summary>How a counter moves that made it: 1 up, -1 down, 0 for anything else.</summary>
        public int Step { get; init; }

        public bool IsNew => Origin is not null;

        public override bool IsExact => !IsEarlier;

        public override string Display => display;

        public Product AsEarlier() => Copy(isEarlier: true, Arguments, via: null);

        /// <summary>The same product without the path to it.</summary>
        public Product Bare() => Via is null ? this : Copy(IsEarlier, Arguments, via: null);

        public override bool Equals(Value? other) => other is Product p && p.Site == Site && p.IsEarlier == IsEarlier;

        protected override int ComputeHash() => Mix(Site, IsEarlier ? 23 : 29);

        protected override Value RewriteParts(Func<Value, Value?> map) =>
            Arguments.IsEmpty && Via is null ? this : Copy(IsEarlier, RewriteAll(Arguments, map), Via?.Rewrite(map));

        private Product Copy(bool isEarlier, Items<Value> arguments, Value? via) => new(Site, isEarlier, Type, display)
        {
            Origin = Origin,
            Source = Source,
            Arguments = arguments,
            Via = via,
            Step = Step,
            Flaw = Flaw,
            FlawAt = FlawAt,
        };
    }

    /// <summary>A type object.</summary>
    public sealed class TypeObject(ITypeSymbol type) : Value
    {
        public ITypeSymbol Type { get; } = type;

        public override string Display => $"typeof({Type.Name})";

        public override bool Equals(Value? other) => other is TypeObject t && Same(t.Type, Type);

        protected override int ComputeHash() => Mix(31, HashOf(Type));
    }

    /// <summary>A constant; null too.</summary>
    public sealed class Constant(object? content) : Value
    {
        public static readonly Constant True = new(true);

        public static readonly Constant False = new(false);

        public static readonly Constant Null = new(null);

        public object? Content { get; } = content;

        public override string Display => Content?.ToString() ?? "null";

        public static Constant Of(bool truth) => truth ? True : False;

        public override bool Equals(Value? other) => other is Constant c && Equals(c.Content, Content);

        protected override int ComputeHash() => Mix(37, Content?.GetHashCode() ?? 0);
    }
}
