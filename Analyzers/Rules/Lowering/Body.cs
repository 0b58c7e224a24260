using Hmm.Analyzers.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hmm.Analyzers.Lowering;

/// <summary>An executable body: a method, an accessor, a constructor, a local function, a lambda or an initializer.</summary>
internal sealed class Body(ISymbol owner, IMethodSymbol? method, Body? outer, Location at)
{
    /// <summary>The member that contains it.</summary>
    public ISymbol Owner { get; } = owner;

    /// <summary>The method itself; null for the initializer of a field or property.</summary>
    public IMethodSymbol? Method { get; } = method;

    /// <summary>The body around a lambda or local function.</summary>
    public Body? Outer { get; } = outer;

    public Location At { get; } = at;

    /// <summary>Where it ends when nothing makes it return before.</summary>
    public Location EndsAt { get; init; } = at;

    public Node? Root { get; set; }

    public Contract Contract { get; set; } = Contract.None;

    public INamedTypeSymbol? Type => Owner.ContainingType;

    public bool IsLambda => Method?.MethodKind == MethodKind.AnonymousFunction;

    public bool IsLocal => Method?.MethodKind is MethodKind.AnonymousFunction or MethodKind.LocalFunction;

    public bool IsConstructor => Method?.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor || Method is null;

    /// <summary>Whether it runs once for its type, under the runtime's lock.</summary>
    public bool IsInitializer => Method?.MethodKind == MethodKind.StaticConstructor || (Method is null && Owner.IsStatic);

    public bool IsAsynchronous { get; set; }

    public bool IsIterator { get; set; }

    /// <summary>Whether it does something with locks itself; else only what it calls matters.</summary>
    public bool IsRelevant { get; set; }

    /// <summary>The member, type or assembly whose annotation keeps this body from being reported on.</summary>
    public ISymbol? Suppressor { get; set; }

    public bool IsSuppressed => Suppressor is not null;

    /// <summary>Lambdas and local functions directly inside.</summary>
    public List<Body> Inner { get; } = [];

    /// <summary>Variables that lambdas or local functions inside use.</summary>
    public HashSet<ISymbol> Captured { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Types that it creates.</summary>
    public Items<ITypeSymbol> Creates { get; set; } = [];

    public string Display => Method switch
    {
        null => Owner.Name,
        { MethodKind: MethodKind.AnonymousFunction } => $"lambda in {Outer?.Display}",
        { MethodKind: MethodKind.Constructor } => $"{Type?.Name} constructor",
        { MethodKind: MethodKind.StaticConstructor } => $"{Type?.Name} initializer",
        { AssociatedSymbol: { } member } => $"{Type?.Name}.{member.Name}",
        { MethodKind: MethodKind.LocalFunction } m => m.Name,
        var m => $"{Type?.Name}.{m.Name}",
    };

    /// <summary>The closing brace of a block; an expression as a whole.</summary>
    public static Location EndOf(SyntaxNode syntax) => syntax is BlockSyntax block ? block.CloseBraceToken.GetLocation()
        : syntax.GetLocation();

    public override string ToString() => Display;
}
