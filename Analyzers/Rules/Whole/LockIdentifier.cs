using System.Reflection;
using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Flow;
using Hmm.Analyzers.Knowledge;
using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Whole;

/// <summary>Says which lock a value is: which object, of which class, with which rules.</summary>
internal sealed class LockIdentifier(CodeBase code, MemberAliases aliases)
{
    private readonly LockClassifier classifier = new(code.Declarations, code.Options);

    /// <summary>Notes that methods of the member's type leave it held for their callers: objects of the type are locks
    /// themselves.</summary>
    public void NoteWrapped(ISymbol member) => classifier.NoteWrapped(member);

    /// <summary>What acquisitions and releases of one lock have in common, whoever wraps it.</summary>
    public static string BalanceKey(Lock @lock) => @lock.Value switch
    {
        Value.Member { Symbol: { } member } => LockClassId.KeyOf(member.OriginalDefinition),
        Value.Shared { Inner: Value.Member { Symbol: { } member } } => LockClassId.KeyOf(member.OriginalDefinition),
        _ => @lock.Class.Key,
    };

    /// <summary>A lock that only a path names.</summary>
    public Lock Identify(Value value) => Identify(value, family: null, PathResolver.TypeOf(value));

    /// <summary>A lock whose value has become better known.</summary>
    public Lock Identify(Value value, Lock known)
    {
        if (value is Value.Foreign)
        {
            return known with { Value = value };
        }

        var found = Identify(value, known.Family, lockType: PathResolver.TypeOf(value));
        var isVague = value == Value.Unknown || (found.Class.IsLocal && !known.Class.IsLocal);
        return found with
        {
            Class = isVague ? known.Class : found.Class,
            Use = value is Value.Member or Value.Static or Value.Product ? found.Use : known.Use,
            IsReentrant = isVague || value is Value.Variable ? known.IsReentrant : found.IsReentrant,
        };
    }

    public Lock Identify(Value value, Primitive family, ITypeSymbol? lockType) => Identify(value, (Primitive?)family, lockType);

    public Lock OfClass(string name) =>
        Identify(new Value.OfClass(code.Declarations.ClassNamed(name)?.Name ?? code.Declarations.Order.Canonical(name)));

    /// <summary>The lock under which the runtime runs the initializer of a type.</summary>
    public static Lock OfInitializer(INamedTypeSymbol type) => new(
        new Value.TypeObject(type),
        new LockClassId("initializer:" + type.OriginalDefinition.ToDisplayString(), $"initializer of {type.Name}", null,
                isSingle: true),
        Primitive.Pseudo, IsReentrant: true, IsThreadBound: false);

    /// <summary>The lock under which a lazy value is computed.</summary>
    public Lock OfLazy(Value value)
    {
        var id = classifier.ClassOf(value, null);
        return new(value, new LockClassId("lazy:" + id.Key, $"computation of {id.Display}", null, id.IsSingle), Primitive.Pseudo,
            IsReentrant: true, IsThreadBound: false);
    }

    /// <summary>The lock that a synchronized method takes; null for every other method.</summary>
    public Lock? Synchronized(IMethodSymbol method) =>
        (method.MethodImplementationFlags & MethodImplAttributes.Synchronized) == 0 ? null
        : Identify(method.IsStatic ? new Value.TypeObject(method.ContainingType)
            : new Value.This(method.ContainingType), Primitive.Monitor, method.ContainingType);

    /// <summary>The object that a lock belongs to; the lock itself when it is an object with a life of its own.</summary>
    public Value OwnerOf(Value value) => value switch
    {
        Value.Declared declared => OwnerOf(declared.Inner),
        Value.Shared shared => OwnerOf(shared.Inner),
        Value.Member member when code.Declarations.ClassOf(member.Symbol) is not null
            || !classifier.IsOwn(PathResolver.TypeOf(member)) => member.Owner,
        _ => value,
    };

    /// <summary>Classes under which any number of instances of the lock's class may be held.</summary>
    public IEnumerable<LockClassId> NestLocksOf(Lock @lock)
    {
        var symbol = @lock.Value is Value.Member m ? m.Symbol : @lock.Value is Value.Static s ? s.Symbol : null;
        if (symbol is null || code.Declarations.Annotations.Find(symbol, "NestLock") is not { } annotation)
        {
            return [];
        }

        return annotation.Texts.Select(t => ContractReader.ResolveLock(symbol, t, code.Declarations)).OfType<Value>().Select(v =>
            Identify(v).Class);
    }

    /// <summary>The members in which a constructor keeps a parameter.</summary>
    public IEnumerable<ISymbol> MembersFrom(IParameterSymbol parameter) => aliases.MembersFrom(parameter);

    /// <summary>Whether what is known of the recursion policy cannot change when more code is read.</summary>
    public static bool IsPolicyCertain(Lock @lock) => @lock.Value is Value.Product { IsNew: true };

    /// <summary>Whether completing the source may run continuations: it was not created otherwise.</summary>
    public bool RunsContinuationsInline(Value source)
    {
        var creations = CreationsOf(source).ToList();
        return creations.Count > 0
            && creations.All(c => c is not null && !c.Arguments.Any(a => a is Node.Constant { Content: int flags } && (flags & 64) != 0));
    }

    private Lock Identify(Value value, Primitive? family, ITypeSymbol? lockType)
    {
        value = Shorten(aliases.Simplify(value is Value.Declared declared ? declared.Inner : value), code.Options.MostLinks);
        var id = classifier.ClassOf(value, lockType);
        var type = PathResolver.TypeOf(value) ?? lockType;
        var kind = family ?? FamilyOf(id, type);
        var isReentrant = id.Declared is { Reentrant: true } || kind switch
        {
            Primitive.Monitor or Primitive.Lock or Primitive.Mutex or Primitive.ReaderWriter or Primitive.Pseudo => true,
            Primitive.ReaderWriterSlim => AllowsRecursion(value),
            _ => false,
        };
        return new(value, id, kind, isReentrant, IsThreadBound(kind, id, type), kind == Primitive.Semaphore ? UseOf(value)
            : LockUse.Exclusion);
    }

    // Of the owner of a longer path only the type is known.
    private static Value Shorten(Value value, int links) => value is not Value.Member member ? value
        : links <= 1 ? member.Owner is Value.Member ? new Value.Member(Value.Unknown, member.Symbol) : value
        : Shorten(member.Owner, links - 1) is var owner && ReferenceEquals(owner, member.Owner) ? value
        : new Value.Member(owner, member.Symbol);

    private static Primitive FamilyOf(LockClassId id, ITypeSymbol? type) => id.Declared?.Kind switch
    {
        1 => Primitive.Monitor,
        2 => Primitive.ReaderWriterSlim,
        3 => Primitive.Semaphore,
        4 => Primitive.Spin,
        5 => Primitive.Pseudo,
        _ => type is null ? Primitive.Pseudo : IsUserType(type) ? Primitive.Custom : PrimitiveTable.FamilyOf(type),
    };

    private static bool IsUserType(ITypeSymbol type) => type.TypeKind is TypeKind.Class or TypeKind.Interface or TypeKind.Struct
        && type.Locations.Any(l => l.IsInSource);

    private static bool IsThreadBound(Primitive kind, LockClassId id, ITypeSymbol? type) => id.Declared?.Kind != 3 && kind switch
    {
        Primitive.Semaphore or Primitive.Pseudo => false,
        Primitive.Custom => type?.GetMembers().Any(m => m is IMethodSymbol method
            && method.Name.EndsWith("Async", StringComparison.Ordinal)) != true,
        _ => true,
    };

    // Unless its creation says otherwise, a lock that came from elsewhere is taken to allow recursion.
    private bool AllowsRecursion(Value value)
    {
        var creations = CreationsOf(value).ToList();
        return creations.Count == 0 || creations.Any(c => c is null || c.Arguments.Any(a => a is not Node.Constant { Content: 0 }));
    }

    private LockUse UseOf(Value value)
    {
        var creations = CreationsOf(value).ToList();
        if (creations.Count == 0 || creations.Any(c => c is null || c.Arguments.Length == 0))
        {
            return LockUse.Throttle;
        }

        var counts = creations.Select(c => (c!.Arguments[0] as Node.Constant)?.Content as int?).Distinct().ToList();
        var most = creations.Select(c => c!.Arguments.Length > 1 ? (c.Arguments[1] as Node.Constant)?.Content as int?
            : 1).Distinct().ToList();
        return counts.Contains(0) ? LockUse.Signal : counts.Count == 1 && counts[0] == 1 && most.Count == 1
            && most[0] == 1 ? LockUse.Exclusion : LockUse.Throttle;
    }

    /// <summary>Where the object is created, as far as this compilation shows; a null entry stands for anything else.</summary>
    private IEnumerable<Node.New?> CreationsOf(Value value) => value switch
    {
        Value.Product { Origin: { } origin } => [origin],
        Value.Member member => aliases.CreationsOf(member.Symbol),
        Value.Static member => aliases.CreationsOf(member.Symbol),
        Value.Shared shared => CreationsOf(shared.Inner),
        Value.Element element => CreationsOf(element.Owner).Select(_ => default(Node.New)),
        _ => [],
    };
}
