using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Declarations;

/// <summary>The lock classes and orders that this compilation and its references declare.</summary>
internal sealed class OrderDeclarations
{
    private readonly ConcurrentDictionary<ISymbol, LockClassInfo?> classes = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, LockClassInfo> byName = [];
    private readonly Annotations annotations;

    private OrderDeclarations(Annotations annotations) => this.annotations = annotations;

    public LockOrderRelation Relation { get; } = new();

    /// <summary>Edges that may be used although the order says otherwise, for the whole assembly.</summary>
    public List<(string Outer, string Inner)> Allowed { get; } = [];

    public static OrderDeclarations Read(Compilation compilation, Annotations annotations)
    {
        var result = new OrderDeclarations(annotations);
        if (annotations.IsUsed)
        {
            result.ReadAssembly(compilation.Assembly);
            foreach (var reference in compilation.SourceModule.ReferencedAssemblySymbols.Where(a => Uses(a, annotations)))
            {
                result.ReadAssembly(reference);
            }

            result.AddRanks();
        }

        result.Relation.Close();
        return result;
    }

    public bool Knows(string name) => byName.ContainsKey(Relation.Canonical(name)) || Relation.Contains(name)
        || ClassNamed(name) is not null;

    public LockClassInfo? ClassNamed(string name) => byName.TryGetValue(name, out var info)
        || byName.TryGetValue(Relation.Canonical(name), out info)
        ? info : byName.Values.FirstOrDefault(c => c.Name.EndsWith("." + name, StringComparison.Ordinal));

    public LockClassInfo? ClassOf(ISymbol symbol)
    {
        symbol = symbol.OriginalDefinition;
        return classes.TryGetValue(symbol, out var known) ? known : classes.GetOrAdd(symbol, ReadClass(symbol));
    }

    private static bool Uses(IAssemblySymbol assembly, Annotations annotations) =>
        assembly.Modules.Any(m => m.ReferencedAssemblies.Any(a => a.Name == "Hmm.Annotations"))
        || annotations.Of(assembly).Length > 0;

    private void ReadAssembly(IAssemblySymbol assembly)
    {
        ReadOrders(assembly);
        foreach (var allowed in ContractReader.Allowances(annotations.Of(assembly)))
        {
            Allowed.Add(allowed);
        }

        ReadNamespace(assembly.GlobalNamespace);
    }

    private void ReadNamespace(INamespaceSymbol space)
    {
        foreach (var member in space.GetMembers())
        {
            if (member is INamespaceSymbol inner)
            {
                ReadNamespace(inner);
            }
            else if (member is INamedTypeSymbol type)
            {
                ReadType(type);
            }
        }
    }

    private void ReadType(INamedTypeSymbol type)
    {
        ReadOrders(type);
        Register(ClassOf(type));
        foreach (var member in type.GetMembers())
        {
            if (member is INamedTypeSymbol nested)
            {
                ReadType(nested);
            }
            else if (member is IFieldSymbol or IPropertySymbol)
            {
                Register(ClassOf(member));
                ReadNeighbours(member);
            }
            else if (member is IMethodSymbol { Parameters.Length: > 0 } method)
            {
                foreach (var parameter in method.Parameters)
                {
                    Register(ClassOf(parameter));
                }
            }
        }
    }

    private void Register(LockClassInfo? info)
    {
        if (info is not null && !byName.ContainsKey(info.Name))
        {
            byName.Add(info.Name, info);
        }
    }

    private void ReadOrders(ISymbol symbol)
    {
        foreach (var annotation in annotations.Of(symbol).Where(a => a.Name == "LockOrder"))
        {
            var chain = annotation.Texts.SelectMany(t => t.Split(['<', '>', ','], StringSplitOptions.RemoveEmptyEntries)).Select(t =>
                t.Trim()).ToList();
            for (var i = 0; i + 1 < chain.Count; i++)
            {
                Relation.Add(chain[i], chain[i + 1], annotation.At);
            }
        }
    }

    // Orders between members need no names: the member itself is the class.
    private void ReadNeighbours(ISymbol member)
    {
        foreach (var annotation in annotations.Of(member).Where(a => a.Name is "AcquiredBefore" or "AcquiredAfter"))
        {
            foreach (var path in annotation.Texts)
            {
                var other = PathResolver.Resolve(member, path) switch
                {
                    Flow.Value.Static s => NameOf(s.Symbol),
                    Flow.Value.Member m => NameOf(m.Symbol),
                    _ => path,
                };
                var (first, second) = annotation.Name == "AcquiredBefore" ? (NameOf(member), other) : (other, NameOf(member));
                Relation.Add(first, second, annotation.At);
            }
        }
    }

    private string NameOf(ISymbol member) => ClassOf(member)?.Name ?? LockClassId.KeyOf(member);

    private void AddRanks()
    {
        var ranked = byName.Values.Where(c => c.Rank is not null).OrderBy(c => c.Rank).ThenBy(c => c.Name, StringComparer.Ordinal).ToList();
        foreach (var inner in ranked)
        {
            foreach (var outer in ranked.Where(o => o.Rank < inner.Rank))
            {
                Relation.Add(outer.Name, inner.Name, inner.At);
            }
        }
    }

    private LockClassInfo? ReadClass(ISymbol symbol)
    {
        var annotation = annotations.Find(symbol, "LockClass");
        if (annotation is null || annotation.Texts.Length == 0)
        {
            return null;
        }

        return new LockClassInfo(
            annotation.Texts[0],
            annotation.Named("Rank") as int?,
            annotation.Named("InstanceOrder") as string,
            annotation.Flag("NoSleep"),
            annotation.Flag("Leaf"),
            annotation.Flag("Reentrant"),
            annotation.Named("Kind") as int? ?? 0,
            annotation.At);
    }
}
