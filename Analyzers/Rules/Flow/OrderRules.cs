using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <summary>Checks one nesting against what is declared.</summary>
internal static class OrderRules
{
    public static List<BodyResult.Finding> Check(BodyResult.Edge edge, World world, bool isLive)
    {
        var findings = new List<BodyResult.Finding>();
        var (outer, inner) = (edge.Outer.Lock.Class, edge.Inner.Class);
        if (IsAllowed(edge, world.Code.Declarations))
        {
            return findings;
        }

        Items<Location> more = [edge.Outer.At, .. edge.Chain.Select(s => s.At).Where(l => l != edge.At)];
        void Report(DiagnosticDescriptor rule, params object[] arguments) => findings.Add(new(rule, edge.At, more, [.. arguments], isLive));

        var order = world.Code.Declarations.Order;
        if (outer.Equals(inner))
        {
            CheckInstances(edge, Report);
        }
        else if (outer.Declared is { Leaf: true })
        {
            Report(Rules.InsideLeaf, outer.Display, edge.Inner.Display);
        }
        else if (!order.IsEmpty && order.IsBefore(inner.OrderName, outer.OrderName) && !order.IsBefore(outer.OrderName, inner.OrderName))
        {
            var chain = string.Join(" > ", order.Chain(inner.OrderName, outer.OrderName).Select(n => n == inner.OrderName ? inner.Display
                : n == outer.OrderName ? outer.Display : n));
            Report(Rules.OrderViolated, edge.Inner.Display, inner.Display, edge.Outer.Lock.Display, outer.Display, chain);
        }
        else if (outer.Declared is { IsPseudo: false } && inner.Declared is { IsPseudo: false }
            && !order.IsBefore(outer.OrderName, inner.OrderName))
        {
            Report(Rules.UndeclaredEdge, outer.Display, inner.Display);
        }

        return findings;
    }

    /// <summary>Whether the code, its type or its assembly says that the nesting is in order.</summary>
    public static bool IsAllowed(BodyResult.Edge edge, LockDeclarations declarations)
    {
        if (!declarations.Annotations.IsUsed)
        {
            return false;
        }

        var order = declarations.Order;
        bool Matches((string Outer, string Inner) pair) => Is(edge.Outer.Lock.Class, pair.Outer) && Is(edge.Inner.Class, pair.Inner);
        bool Is(LockClassId id, string name) => id.OrderName == name || id.Display == name
            || order.Canonical(name) == order.Canonical(id.OrderName);

        return edge.Body.Contract.Allowed.Any(Matches) || declarations.OrderDeclarations.Allowed.Any(Matches)
            || (edge.Body.Method is { } method
                && ContractReader.Allowances(ContractReader.AnnotationsOf(method, declarations.Annotations)).Any(Matches))
            || (edge.Body.Type is { } type && ContractReader.Allowances(declarations.Annotations.Of(type)).Any(Matches));
    }

    private static void CheckInstances(BodyResult.Edge edge, Action<DiagnosticDescriptor, object[]> report)
    {
        var id = edge.Inner.Class;
        if (id.Declared is { InstanceOrder: { } key } && edge.Order.Kind == InstanceOrderKind.Descending && edge.Order.Key == key)
        {
            report(Rules.InstanceOrderReversed, [edge.Outer.Lock.Display, key]);
        }
    }
}
