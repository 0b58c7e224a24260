using System.Collections.Concurrent;
using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Flow;
using Hmm.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Whole;

/// <summary>Says which class a lock belongs to: the declared one, else the member that holds it, else its type.</summary>
internal sealed class LockClassifier(LockDeclarations declarations, AnalysisOptions options)
{
    private readonly ConcurrentDictionary<ISymbol, LockClassId> members = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<ISymbol, bool> wrapped = new(SymbolEqualityComparer.Default);

    public void NoteWrapped(ISymbol member) => wrapped.TryAdd(member.OriginalDefinition, true);

    /// <summary>Whether objects of the type have a life of their own, so that the type says more than the member.</summary>
    public bool IsOwn(ITypeSymbol? type) =>
        type is { IsReferenceType: true, SpecialType: SpecialType.None } and not (ITypeParameterSymbol or IArrayTypeSymbol)
        && type.TypeKind is TypeKind.Class or TypeKind.Interface && type.Locations.Any(l => l.IsInSource)
        && !IsLockType(type);

    // A type whose methods acquire the object itself is a kind of lock: which lock it is, the member says that holds it.
    private bool IsLockType(ITypeSymbol type) => (options.HasLockTypes
            && type.GetMembers().Any(m => m is IMethodSymbol method && options.LockMethodOf(method) is not null))
        || (declarations.Annotations.IsUsed && declarations.ClassOf(type) is null && type.GetMembers().Any(m => m is IMethodSymbol
            && declarations.Annotations.Find(m, "AcquiresLock") is { Texts: { Length: > 0 } texts } && texts[0] == "this"));

    public LockClassId ClassOf(Value value, ITypeSymbol? lockType)
    {
        switch (value)
        {
            case Value.OfClass name:
                return Declared(declarations.ClassNamed(name.Name) ?? new LockClassInfo(name.Name, null, null, false, false, false, 5,
                    null));
            case Value.Static member:
                return OfMember(member.Symbol, isSingle: true);
            case Value.Member { Owner: Value.Member or Value.Static } member when wrapped.ContainsKey(member.Symbol.OriginalDefinition)
                && declarations.ClassOf(member.Symbol) is null:
                return OfWrapper(member.Owner);
            case Value.Member member:
                return OfMember(member.Symbol, isSingle: false);
            case Value.Shared shared:
                return ClassOf(shared.Inner, lockType);
            case Value.This self:
                return OfType(self.Type);
            case Value.Foreign foreign:
                return new LockClassId(foreign.Key, foreign.Display, null, isSingle: foreign.Owner is Value.Constant);
            case Value.TypeObject type:
                return new LockClassId("typeof:" + NameOf(type.Type), type.Display, null, isSingle: true);
            case Value.Constant { Content: string text }:
                return new LockClassId("text:" + text, $"\"{text}\"", null, isSingle: true);
            case Value.Element element:
                return OfElement(element, lockType);
            case Value.Variable variable:
                return declarations.ClassOf(variable.Symbol) is { } info ? Declared(info)
                    : OfTypeOr(variable.Type ?? lockType, () => Local(variable.Symbol));
            case Value.Product product:
                return OfTypeOr(lockType is not null && IsOwn(lockType) ? lockType : product.Type ?? lockType, () => OfProduct(product));
            default:
                return OfTypeOr(lockType, () => new LockClassId("local:?", value.Display, null, isSingle: false));
        }
    }

    private static LockClassId OfProduct(Value.Product product) => product.Source switch
    {
        Value.Member member =>
            new LockClassId("element:" + LockClassId.KeyOf(member.Symbol), $"element of {member.Symbol.Name}", null, isSingle: false),
        Value.Static member =>
            new LockClassId("element:" + LockClassId.KeyOf(member.Symbol), $"element of {member.Symbol.Name}", null, isSingle: false),
        Value.Variable variable =>
            new LockClassId("element:" + Local(variable.Symbol).Key, $"element of {variable.Symbol.Name}", null, isSingle: false),
        _ => new LockClassId($"local:{product.Site}", product.Display, null, isSingle: false),
    };

    private LockClassId OfElement(Value.Element element, ITypeSymbol? lockType)
    {
        var index = element.Index is Value.Constant constant ? $"[{constant.Display}]" : string.Empty;
        var symbol = element.Owner is Value.Member member ? member.Symbol : element.Owner is Value.Static shared ? shared.Symbol : null;
        if (symbol is not null && declarations.ClassOf(symbol) is { } info)
        {
            return Declared(info);
        }

        return OfTypeOr(PathResolver.TypeOf(element) ?? lockType, () => symbol is null
            ? new LockClassId("local:" + element.Display, element.Display, null, isSingle: false)
            : new LockClassId("element:" + LockClassId.KeyOf(symbol) + index,
                $"{symbol.ContainingType?.Name}.{symbol.Name}{(index.Length > 0 ? index : "[]")}", null, isSingle: index.Length > 0
                    && symbol.IsStatic));
    }

    private LockClassId OfTypeOr(ITypeSymbol? type, Func<LockClassId> otherwise) =>
        type is not null && (declarations.ClassOf(type) is not null || IsOwn(type)) ? OfType(type) : otherwise();

    // An object that wraps a lock is told apart by the member that holds it.
    private LockClassId OfWrapper(Value owner)
    {
        var symbol = owner is Value.Member member ? member.Symbol : ((Value.Static)owner).Symbol;
        return declarations.ClassOf(symbol) is { } info ? Declared(info)
            : new LockClassId(LockClassId.KeyOf(symbol), $"{symbol.ContainingType?.Name}.{symbol.Name}", null,
                isSingle: owner is Value.Static);
    }

    private LockClassId OfType(ITypeSymbol type) => declarations.ClassOf(type) is { } info ? Declared(info)
        : new LockClassId("type:" + NameOf(type), type.Name, null, isSingle: false);

    // Whether a variable may be null does not make another type of it.
    private static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private LockClassId OfMember(ISymbol member, bool isSingle) => members.TryGetValue(member, out var known) ? known
        : members.GetOrAdd(member, Make(member, isSingle));

    private LockClassId Make(ISymbol member, bool isSingle)
    {
        var type = PathResolver.TypeOf(member);
        if (declarations.ClassOf(member) is { } info)
        {
            return Declared(info);
        }

        if (type is not null && declarations.ClassOf(type) is { } ofType)
        {
            return Declared(ofType);
        }

        if (!isSingle && type is not null && IsOwn(type))
        {
            return OfType(type);
        }

        return new LockClassId(LockClassId.KeyOf(member),
            $"{member.ContainingType?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}.{member.Name}", null, isSingle);
    }

    private LockClassId Declared(LockClassInfo info) =>
        new("class:" + declarations.Order.Canonical(info.Name), info.Name, info, isSingle: info.IsPseudo);

    private static LockClassId Local(ISymbol symbol)
    {
        var at = symbol.Locations.FirstOrDefault();
        return new LockClassId($"local:{at?.SourceTree?.FilePath}:{at?.SourceSpan.Start}:{symbol.Name}", symbol.Name, null,
            isSingle: false);
    }
}
