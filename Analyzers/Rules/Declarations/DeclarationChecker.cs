using Hmm.Analyzers.Flow;
using Hmm.Analyzers.Reporting;
using Hmm.Analyzers.Whole;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hmm.Analyzers.Declarations;

/// <summary>Checks the annotations themselves: paths, guards, contracts of overrides, the declared order.</summary>
internal sealed class DeclarationChecker(CodeBase code)
{
    private static readonly HashSet<string> WithPaths =
    [
        "RequiresLock", "ExcludesLock", "AcquiresLock", "ReleasesLock", "TryAcquiresLock", "AssertsHeld", "GuardedBy", "PointsGuardedBy",
            "ReturnsLock",
        "AcquiredBefore", "AcquiredAfter", "NestLock",
    ];

    private readonly LockDeclarations declarations = code.Declarations;

    public void CheckSymbol(SymbolAnalysisContext context)
    {
        var symbol = context.Symbol;
        Check(symbol, declarations.Annotations.Of(symbol), context);
        if (symbol is IMethodSymbol method)
        {
            Check(symbol, declarations.Annotations.OfResult(method), context);
            foreach (var parameter in method.Parameters)
            {
                Check(parameter, declarations.Annotations.Of(parameter), context);
            }

            CheckOverride(method, context);
        }
    }

    /// <summary>Reports every written part of a declared order that is in a cycle.</summary>
    public void CheckOrder(CompilationAnalysisContext context)
    {
        NoteSuppressions(context.Compilation.Assembly, declarations.Annotations.Of(context.Compilation.Assembly));
        var order = declarations.Order;
        foreach (var group in order.Edges.Where(e => e.At is not null
            && (e.From == e.To || order.IsBefore(e.To, e.From))).GroupBy(e => e.At!))
        {
            var (from, to, at) = group.First();
            var cycle = string.Join(" > ", order.Chain(order.Names[from], order.Names[to]).Concat(from == to ? []
                : order.Chain(order.Names[to], order.Names[from]).Skip(1)));
            context.ReportDiagnostic(Diagnostic.Create(Rules.InvalidOrder, at, cycle));
        }
    }

    private void Check(ISymbol symbol, Items<Annotations.Annotation> annotations, SymbolAnalysisContext context)
    {
        NoteSuppressions(symbol, annotations);
        foreach (var annotation in annotations)
        {
            if (WithPaths.Contains(annotation.Name))
            {
                foreach (var path in annotation.Texts)
                {
                    if (ProblemWith(symbol, annotation.Name, path) is { } wanted)
                    {
                        context.ReportDiagnostic(Diagnostic.Create(Rules.InvalidPath, annotation.At ?? symbol.Locations[0], path, wanted));
                    }
                }
            }
            else if (annotation.Name == "LockClass" && annotation.Named("InstanceOrder") is string key && OwnerOf(symbol) is { } owner
                && PathResolver.FindMember(owner, key) is null)
            {
                context.ReportDiagnostic(Diagnostic.Create(Rules.InvalidPath, annotation.At ?? symbol.Locations[0], key,
                    $"member of {owner.Name}"));
            }
        }
    }

    private void NoteSuppressions(ISymbol symbol, Items<Annotations.Annotation> annotations)
    {
        foreach (var annotation in annotations.Where(a => a.Name is "NoLockAnalysis" or "AllowLockOrder"))
        {
            code.Suppressions.Enqueue((symbol, annotation));
        }
    }

    private static INamedTypeSymbol? OwnerOf(ISymbol symbol) => symbol as INamedTypeSymbol ?? (symbol is IFieldSymbol or IPropertySymbol
        ? symbol.ContainingType : null);

    /// <summary>What the path should have been; null when it is right.</summary>
    private string? ProblemWith(ISymbol symbol, string annotation, string path)
    {
        // What an accessor is given need not be a lock itself: a step may name several.
        if (path == "value" && symbol is IPropertySymbol { SetMethod: not null } or IMethodSymbol { MethodKind: MethodKind.PropertySet })
        {
            return null;
        }

        var value = ContractReader.ResolveLock(symbol, path, declarations);
        if (value is null)
        {
            return "readonly lock member";
        }

        if (value is Value.OfClass)
        {
            return null;
        }

        var isGuard = annotation is "GuardedBy" or "PointsGuardedBy";
        if (symbol.IsStatic && symbol is not INamedTypeSymbol && value.Any(v => v is Value.This))
        {
            return isGuard ? "static lock, and an instance lock does not guard what all instances share" : "static lock";
        }

        var member = value is Value.Member m ? m.Symbol : value is Value.Static s ? s.Symbol : null;
        if (PathResolver.TypeOf(value) is { } type && !CanLock(type))
        {
            return "lock: it is a " + type.Name;
        }

        return member switch
        {
            IFieldSymbol { IsReadOnly: false, IsConst: false, Type.IsReferenceType: true } when isGuard => "readonly lock member",
            IPropertySymbol { SetMethod: { IsInitOnly: false }, Type.IsReferenceType: true } when isGuard => "readonly lock member",
            _ => null,
        };
    }

    private static bool CanLock(ITypeSymbol type) => type is ITypeParameterSymbol
        || (type.SpecialType == SpecialType.System_Object)
        || (type.IsReferenceType ? type.SpecialType != SpecialType.System_String && type.TypeKind != TypeKind.Delegate
            : type.Name is "SpinLock"
                || (type.SpecialType == SpecialType.None && type.TypeKind == TypeKind.Struct && type.Locations.Any(l => l.IsInSource)));

    // Callers of the base know only its contract: an override may demand less and must leave the same behind.
    private void CheckOverride(IMethodSymbol method, SymbolAnalysisContext context)
    {
        if (LockDeclarations.BaseOf(method) is not { } parent || ContractReader.Read(method, declarations) is not { IsEmpty: false } own)
        {
            return;
        }

        var inherited = declarations.ContractOf(parent);
        foreach (var item in own.Items.Where(i => i.Clause != Contract.Clause.Asserts && !IsGuardRelease(i, parent)
            && !inherited.Items.Any(b => IsSame(i, b))))
        {
            Report(method, item, parent, Verb(item.Clause), context);
        }

        foreach (var item in inherited.Items.Where(i =>
            i.Clause is Contract.Clause.Acquires or Contract.Clause.Releases or Contract.Clause.TryAcquires
                && !own.Items.Any(o => IsSame(o, i))))
        {
            Report(method, item, parent, "does not say that it " + Verb(item.Clause), context);
        }
    }

    private static void Report(IMethodSymbol method, Contract.Item item, IMethodSymbol parent, string verb,
        SymbolAnalysisContext context) =>
        context.ReportDiagnostic(Diagnostic.Create(
            Rules.ContractDiffers, method.Locations[0], parent.Locations.Where(l => l.IsInSource), method.Name, verb, item.Lock.Display,
            $"{parent.ContainingType.Name}.{parent.Name}"));

    // Whoever disposes a guard knows that it releases.
    private static bool IsGuardRelease(Contract.Item item, IMethodSymbol parent) => item.Clause == Contract.Clause.Releases
        && parent.ContainingType.Name is "IDisposable" or "IAsyncDisposable";

    private static bool IsSame(Contract.Item one, Contract.Item other) => one.Clause == other.Clause && one.Mode <= other.Mode
        && (one.Lock.Display == other.Lock.Display
            || (one.Lock is Value.Variable { Symbol: IParameterSymbol p } && other.Lock is Value.Variable { Symbol: IParameterSymbol q }
                && p.Ordinal == q.Ordinal));

    private static string Verb(Contract.Clause clause) => clause switch
    {
        Contract.Clause.Requires => "requires",
        Contract.Clause.Excludes => "excludes",
        Contract.Clause.Releases => "releases",
        _ => "acquires",
    };
}
