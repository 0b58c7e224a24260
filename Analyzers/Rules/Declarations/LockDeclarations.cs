using System.Collections.Concurrent;
using Hmm.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Declarations;

/// <summary>Everything that annotations declare, for one compilation and what it references.</summary>
internal sealed class LockDeclarations
{
    private readonly ConcurrentDictionary<ISymbol, Contract> contracts = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, Items<GuardClause>> guards = new(SymbolEqualityComparer.Default);
    private readonly Lazy<OrderDeclarations> order;

    public LockDeclarations(Compilation compilation)
    {
        Annotations = new Annotations(compilation);
        order = new(() => OrderDeclarations.Read(compilation, Annotations));
    }

    public Annotations Annotations { get; }

    public LockOrderRelation Order => order.Value.Relation;

    public OrderDeclarations OrderDeclarations => order.Value;

    /// <summary>The declared class of a field, property, parameter or type.</summary>
    public LockClassInfo? ClassOf(ISymbol? symbol)
    {
        if (symbol is null || !Annotations.IsUsed)
        {
            return null;
        }

        return order.Value.ClassOf(symbol) ?? (symbol is ITypeSymbol { BaseType: { } parent } ? ClassOf(parent) : null);
    }

    /// <summary>What a method promises and demands: its own annotations, else those of what it overrides or implements.</summary>
    public Contract ContractOf(IMethodSymbol method)
    {
        if (!Annotations.IsUsed)
        {
            return Contract.None;
        }

        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (contracts.TryGetValue(method, out var known))
        {
            return known;
        }

        var contract = ContractReader.Read(method, this);
        if (contract.IsEmpty && BaseOf(method) is { } parent)
        {
            contract = Translate(ContractOf(parent), parent, method);
        }

        return contracts.GetOrAdd(method, contract);
    }

    /// <summary>The locks that guard a field, property or parameter.</summary>
    public Items<GuardClause> GuardsOf(ISymbol member)
    {
        if (!Annotations.IsUsed || member is not (IFieldSymbol or IPropertySymbol or IParameterSymbol))
        {
            return [];
        }

        member = member.OriginalDefinition;
        return guards.TryGetValue(member, out var known) ? known : guards.GetOrAdd(member, ContractReader.ReadGuards(member, this));
    }

    /// <summary>Whether a delegate parameter says when it is run; null when it does not.</summary>
    public bool? RunsNow(IParameterSymbol parameter) => Annotations.Find(parameter, "InvokesNow") is not null ? true
        : Annotations.Find(parameter, "InvokesLater") is not null ? false : null;

    /// <summary>A declared class by name; null when nothing declares it.</summary>
    public LockClassInfo? ClassNamed(string name) => order.Value.ClassNamed(name);

    /// <summary>What a method overrides or implements.</summary>
    public static IMethodSymbol? BaseOf(IMethodSymbol method)
    {
        if (method.OverriddenMethod is { } overridden)
        {
            return overridden.OriginalDefinition;
        }

        if (method.ExplicitInterfaceImplementations.FirstOrDefault() is { } declared)
        {
            return declared.OriginalDefinition;
        }

        if (method.ContainingType is not { TypeKind: not TypeKind.Interface } type || method.IsStatic
            || method.MethodKind is not (MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.PropertySet))
        {
            return null;
        }

        foreach (var candidate in type.AllInterfaces.SelectMany(i => i.GetMembers(method.Name)).OfType<IMethodSymbol>())
        {
            if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(candidate)?.OriginalDefinition,
                method.OriginalDefinition))
            {
                return candidate.OriginalDefinition;
            }
        }

        return null;
    }

    // An override has parameters of its own; its contract speaks of them.
    private static Contract Translate(Contract contract, IMethodSymbol from, IMethodSymbol to)
    {
        if (contract.IsEmpty)
        {
            return contract;
        }

        Value? Map(Value value) => value switch
        {
            Value.Variable { Symbol: IParameterSymbol p } when p.Ordinal < to.Parameters.Length
                && SymbolEqualityComparer.Default.Equals(p.ContainingSymbol, from) => new Value.Variable(to.Parameters[p.Ordinal]),
            _ => null,
        };

        return new Contract
        {
            Items = [.. contract.Items.Select(i => i with { Lock = i.Lock.Rewrite(Map) })],
            MaySleep = contract.MaySleep,
            NoSleep = contract.NoSleep,
            MayAcquire = contract.MayAcquire,
            RunsInside = contract.RunsInside,
            Masks = contract.Masks,
            Nested = contract.Nested,
            NestLocks = contract.NestLocks,
            Returns = contract.Returns?.Rewrite(Map),
            Allowed = contract.Allowed,
        };
    }
}
