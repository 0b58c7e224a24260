using System.Collections.Concurrent;
using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Facts;
using Hmm.Analyzers.Lowering;
using Hmm.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Whole;

/// <summary>What the bodies of a compilation have told so far; filled concurrently, read once all are in.</summary>
internal sealed class CodeBase(LockDeclarations declarations, AnalysisOptions options, LockFacts facts)
{
    private readonly ConcurrentDictionary<ISymbol, Body> bodies = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, Body> locals = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentBag<Body> initializers = [];
    private readonly ConcurrentDictionary<ISymbol, ConcurrentBag<Noted>> memberValues = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ConcurrentBag<Noted>> elements = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ConcurrentBag<Noted>> handlers = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ConcurrentBag<Noted>> arguments = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ConcurrentBag<Noted>> creations = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> lockedTypes = new(SymbolEqualityComparer.Default);
    private readonly TreeScan scan = new();
    private int siteBlocks;

    /// <summary>Something written in a body, of which only this much is remembered.</summary>
    public sealed record Noted(Node Node, Body Body, Location? At);

    public LockDeclarations Declarations { get; } = declarations;

    public AnalysisOptions Options { get; } = options;

    public LockFacts Facts { get; } = facts;

    /// <summary>The annotations that keep findings away, with what carries them.</summary>
    public ConcurrentQueue<(ISymbol Symbol, Annotations.Annotation Annotation)> Suppressions { get; } = new();

    public IEnumerable<Body> Bodies => bodies.Values.Concat(initializers);

    public IEnumerable<Body> Initializers => initializers;

    /// <summary>Numbers for the places of one body.</summary>
    public int NextSites() => Interlocked.Increment(ref siteBlocks) << 12;

    public void Add(Body body)
    {
        if (body.Method is null)
        {
            initializers.Add(body);
        }
        else
        {
            bodies[body.Method.OriginalDefinition] = body;
        }
    }

    public void AddLocal(Body body) => locals.TryAdd(body.Method!, body);

    public Body? FindLocal(IMethodSymbol method) => locals.TryGetValue(method.OriginalDefinition, out var body) ? body : null;

    public Body? Find(IMethodSymbol method) => bodies.TryGetValue(method.OriginalDefinition, out var body) ? body : FindLocal(method);

    /// <summary>Remembers a value of a member that may name a lock, a delegate, a task or an object of a known type.</summary>
    public void NoteValue(ISymbol member, Node value, Body body, Location at)
    {
        if (NoteworthyMembers.Contains(member))
        {
            Note(memberValues, member, value, body, at);
        }
    }

    public void NoteElement(ISymbol collection, Node value, Body body) => Note(elements, collection, value, body, null);

    public void NoteHandler(IEventSymbol @event, Node handler, Body body) => Note(handlers, @event, handler, body, null);

    public void NoteArguments(IMethodSymbol method, Items<Node?> values, Body body)
    {
        for (var i = 0; i < values.Length && i < method.Parameters.Length; i++)
        {
            if (values[i] is { } value && IsCode(method.Parameters[i].Type) && method.Locations.Any(l => l.IsInSource))
            {
                Note(arguments, method.OriginalDefinition.Parameters[i], value, body, null);
            }
        }
    }

    public void NoteCreation(Node.New creation, Body body)
    {
        if (creation.Constructor is { } constructor && constructor.Locations.Any(l => l.IsInSource))
        {
            Note(creations, constructor, creation, body, creation.At);
        }
    }

    public IEnumerable<ISymbol> NotedMembers => memberValues.Keys;

    public IReadOnlyList<Noted> ValuesOf(ISymbol member) => Read(memberValues, member);

    public IReadOnlyList<Noted> ElementsOf(ISymbol collection) => Read(elements, collection);

    public IReadOnlyList<Noted> HandlersOf(ISymbol @event) => Read(handlers, @event);

    public IReadOnlyList<Noted> ArgumentsOf(IParameterSymbol parameter) => Read(arguments, parameter);

    public IReadOnlyList<Noted> CreationsOf(IMethodSymbol constructor) => Read(creations, constructor);

    /// <summary>Whether uses of the member are compared with each other to find a missing guard.</summary>
    public bool IsGuardCandidate(ISymbol member) => member is IFieldSymbol { IsConst: false, IsVolatile: false } field
        && field.DeclaredAccessibility == Accessibility.Private && field.Locations.Any(l => l.IsInSource)
        && UsesLocks(field.ContainingType);

    /// <summary>Whether the type is a guard that releases when it is disposed.</summary>
    public bool IsGuardType(ITypeSymbol type) => Declarations.Annotations.IsUsed
        && Declarations.Annotations.Find(type, "ScopedLock") is not null;

    /// <summary>Whether the source of a type has locks in it at all.</summary>
    public bool UsesLocks(INamedTypeSymbol type) => lockedTypes.TryGetValue(type.OriginalDefinition, out var known) ? known
        : lockedTypes.GetOrAdd(type.OriginalDefinition, type.DeclaringSyntaxReferences.Any(r => scan.MentionsLocks(r)));

    private static bool IsCode(ITypeSymbol type) => type.TypeKind == TypeKind.Delegate || type.Name is "Thread" or "Task" or "Expression";

    private static void Note(ConcurrentDictionary<ISymbol, ConcurrentBag<Noted>> store, ISymbol key, Node node, Body body, Location? at) =>
        store.GetOrAdd(key.OriginalDefinition, _ => []).Add(new(node, body, at));

    // In the order of the source, whatever order the bodies came in.
    private static IReadOnlyList<Noted> Read(ConcurrentDictionary<ISymbol, ConcurrentBag<Noted>> store, ISymbol key) =>
        store.TryGetValue(key.OriginalDefinition, out var bag)
            ? [.. bag.OrderBy(n => n.Body.At.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(n =>
                (n.At ?? n.Body.At).SourceSpan.Start).ThenBy(n => n.Body.At.SourceSpan.Start)]
            : [];
}
