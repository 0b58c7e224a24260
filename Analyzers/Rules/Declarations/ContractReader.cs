using Hmm.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Declarations;

/// <summary>Reads the contract that the annotations of a symbol state.</summary>
internal static class ContractReader
{
    private static readonly Dictionary<string, Contract.Clause> Clauses = new()
    {
        ["RequiresLock"] = Contract.Clause.Requires,
        ["ExcludesLock"] = Contract.Clause.Excludes,
        ["AcquiresLock"] = Contract.Clause.Acquires,
        ["ReleasesLock"] = Contract.Clause.Releases,
        ["TryAcquiresLock"] = Contract.Clause.TryAcquires,
        ["AssertsHeld"] = Contract.Clause.Asserts,
    };

    /// <summary>The annotations of a method, and of the property, event or delegate type that it belongs to.</summary>
    public static Items<Annotations.Annotation> AnnotationsOf(IMethodSymbol method, Annotations annotations)
    {
        var own = annotations.Of(method);
        if (method.AssociatedSymbol is { } associated)
        {
            own = own.AddRange(annotations.Of(associated).Where(a => a.Name is not ("LockClass" or "GuardedBy" or "PointsGuardedBy")));
        }

        return method.MethodKind == MethodKind.DelegateInvoke ? own.AddRange(annotations.Of(method.ContainingType)) : own;
    }

    public static Contract Read(IMethodSymbol method, LockDeclarations declarations)
    {
        var own = AnnotationsOf(method, declarations.Annotations);
        var result = declarations.Annotations.OfResult(method);
        if (own.Length == 0 && result.Length == 0)
        {
            return Contract.None;
        }

        ISymbol scope = method.MethodKind == MethodKind.DelegateInvoke ? method.ContainingType : method;
        return new Contract
        {
            Items = [.. Items(own, scope, declarations, onResult: false), .. Items(result, scope, declarations, onResult: true)],
            MaySleep = own.Any(a => a.Name == "MaySleep"),
            NoSleep = own.Any(a => a.Name == "NoSleep"),
            MayAcquire = Names(own, "MayAcquire"),
            RunsInside = Names(own, "RunsInside"),
            Masks = Names(own, "Masks"),
            Nested = [.. own.Where(a => a.Name == "Nested" && a.Texts.Length > 0).Select(a => a.Texts[0])],
            NestLocks = [.. Paths(own, "NestLock", scope, declarations)],
            Returns = Paths(own, "ReturnsLock", scope, declarations).FirstOrDefault(),
            Allowed = Allowances(own),
        };
    }

    public static Items<GuardClause> ReadGuards(ISymbol member, LockDeclarations declarations)
    {
        var builder = new List<GuardClause>();
        foreach (var annotation in declarations.Annotations.Of(member))
        {
            if (annotation.Name is "GuardedBy" or "PointsGuardedBy")
            {
                foreach (var text in annotation.Texts)
                {
                    if (ResolveLock(member, text, declarations) is { } path)
                    {
                        builder.Add(new(path, annotation.Flag("WritesOnly"), annotation.Name == "PointsGuardedBy"));
                    }
                }
            }
        }

        return [.. builder];
    }

    /// <summary>Permissions that hold for everything inside a symbol.</summary>
    public static Items<(string Outer, string Inner)> Allowances(Items<Annotations.Annotation> annotations) =>
        [.. annotations.Where(a => a.Name == "AllowLockOrder" && a.Texts.Length > 1
            && HasReason(a, index: 2)).Select(a => (a.Texts[0], a.Texts[1]))];

    /// <summary>Whether a suppression says why.</summary>
    public static bool HasReason(Annotations.Annotation annotation, int index) =>
        !string.IsNullOrWhiteSpace(annotation.Named("Justification") as string)
        || (annotation.Texts.Length > index && !string.IsNullOrWhiteSpace(annotation.Texts[index]));

    /// <summary>A path, or else the name of a declared class.</summary>
    public static Value? ResolveLock(ISymbol scope, string text, LockDeclarations declarations) =>
        PathResolver.Resolve(scope, text) ?? (declarations.OrderDeclarations.Knows(text)
            ? new Value.OfClass(declarations.OrderDeclarations.ClassNamed(text)?.Name ?? declarations.Order.Canonical(text)) : null);

    private static IEnumerable<Contract.Item> Items(
        Items<Annotations.Annotation> annotations, ISymbol scope, LockDeclarations declarations, bool onResult)
    {
        foreach (var annotation in annotations)
        {
            if (!Clauses.TryGetValue(annotation.Name, out var clause))
            {
                continue;
            }

            var mode = annotation.Flag("Shared") ? LockMode.Shared : LockMode.Exclusive;
            foreach (var path in annotation.Texts)
            {
                if (ResolveLock(scope, path, declarations) is { } value)
                {
                    yield return new(clause, value, mode)
                    {
                        When = !annotation.Data.ConstructorArguments.Any(a => a.Kind == TypedConstantKind.Primitive && a.Value is false),
                        AcrossAwait = annotation.Flag("AcrossAwait"),
                        OnResult = onResult,
                    };
                }
            }
        }
    }

    private static IEnumerable<Value> Paths(Items<Annotations.Annotation> annotations, string name, ISymbol scope,
        LockDeclarations declarations) =>
        annotations.Where(a => a.Name == name).SelectMany(a => a.Texts).Select(t => ResolveLock(scope, t, declarations)).OfType<Value>();

    private static Items<string> Names(Items<Annotations.Annotation> annotations, string name) =>
        [.. annotations.Where(a => a.Name == name).SelectMany(a => a.Texts)];
}
