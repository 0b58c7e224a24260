using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Declarations;

/// <summary>Reads the annotations by name, so that a project may bring its own copy of the attributes.</summary>
internal sealed class Annotations
{
    private const string Suffix = "Attribute";

    private static readonly string[] Known =
    [
        "LockClass", "LockOrder", "AcquiredBefore", "AcquiredAfter", "RequiresLock", "ExcludesLock", "AcquiresLock", "ReleasesLock",
            "TryAcquiresLock",
        "GuardedBy", "PointsGuardedBy", "ReturnsLock", "AssertsHeld", "ScopedLock", "MaySleep", "NoSleep", "MayAcquire", "RunsInside",
            "Masks", "Nested",
        "NestLock", "InvokesNow", "InvokesLater", "NoLockAnalysis", "AllowLockOrder", "LockSummary", "StepLabel", "StepJump",
    ];

    private static readonly HashSet<string> KnownAttributes = [.. Known.Select(name => name + Suffix)];

    private readonly ConcurrentDictionary<ISymbol, Items<Annotation>> cache = new(SymbolEqualityComparer.Default);

    public Annotations(Compilation compilation) =>
        IsUsed = compilation.GetTypeByMetadataName("Hmm.Annotations.LockClassAttribute") is not null
            || compilation.ReferencedAssemblyNames.Any(a => a.Name == "Hmm.Annotations")
            || compilation.ContainsSymbolsWithName(KnownAttributes.Contains, SymbolFilter.Type);

    /// <summary>Whether the compilation can have annotations at all.</summary>
    public bool IsUsed { get; }

    /// <summary>One attribute: its name without the suffix, and what is written in it.</summary>
    public sealed record Annotation(string Name, AttributeData Data, Items<string> Texts)
    {
        public Location? At => Data.ApplicationSyntaxReference is { } reference ? Location.Create(reference.SyntaxTree, reference.Span)
            : null;

        public bool Flag(string name) => Named(name) is true;

        public object? Named(string name)
        {
            foreach (var pair in Data.NamedArguments)
            {
                if (pair.Key == name)
                {
                    return pair.Value.Kind == TypedConstantKind.Array ? null : pair.Value.Value;
                }
            }

            return null;
        }
    }

    /// <summary>The annotations of a symbol.</summary>
    public Items<Annotation> Of(ISymbol symbol)
    {
        if (!IsUsed)
        {
            return [];
        }

        symbol = symbol.OriginalDefinition;
        return cache.TryGetValue(symbol, out var known) ? known : cache.GetOrAdd(symbol, Read(symbol.GetAttributes()));
    }

    /// <summary>The annotations of a method's result.</summary>
    public Items<Annotation> OfResult(IMethodSymbol method) => IsUsed ? Read(method.OriginalDefinition.GetReturnTypeAttributes()) : [];

    public Annotation? Find(ISymbol symbol, string name)
    {
        foreach (var annotation in Of(symbol))
        {
            if (annotation.Name == name)
            {
                return annotation;
            }
        }

        return null;
    }

    private static Items<Annotation> Read(IReadOnlyList<AttributeData> attributes)
    {
        if (attributes.Count == 0)
        {
            return [];
        }

        var builder = new List<Annotation>();
        foreach (var data in attributes)
        {
            if (data.AttributeClass?.Name is { } name && KnownAttributes.Contains(name))
            {
                builder.Add(new(name.Substring(0, name.Length - Suffix.Length), data, Texts(data)));
            }
        }

        return [.. builder];
    }

    private static Items<string> Texts(AttributeData data)
    {
        var builder = new List<string>();
        foreach (var argument in data.ConstructorArguments)
        {
            if (argument.Kind == TypedConstantKind.Array)
            {
                foreach (var item in argument.Values.IsDefault ? Enumerable.Empty<TypedConstant>() : argument.Values)
                {
                    builder.Add(item.Value as string ?? string.Empty);
                }
            }
            else if (argument.Value is string text)
            {
                builder.Add(text);
            }
        }

        return [.. builder];
    }
}
