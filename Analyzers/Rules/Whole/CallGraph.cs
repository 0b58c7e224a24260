using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Whole;

/// <summary>Which bodies may run which, and in which order they are analysed: callees first.</summary>
internal sealed class CallGraph
{
    private readonly Dictionary<Body, List<Body>> callees = [];
    private readonly HashSet<Body> throwing = [];

    private CallGraph(IReadOnlyList<Body> bodies) => Bodies = bodies;

    /// <summary>All bodies, in the order of the source.</summary>
    public IReadOnlyList<Body> Bodies { get; }

    /// <summary>The bodies that have to do with locks, or are needed to understand those that have.</summary>
    public HashSet<Body> Relevant { get; } = [];

    public static CallGraph Build(IReadOnlyList<Body> bodies, TargetResolver targets, StaticEvaluator evaluator)
    {
        var graph = new CallGraph(bodies);
        foreach (var body in bodies)
        {
            graph.Collect(body, targets, evaluator);
        }

        graph.FindRelevant();
        graph.FindThrowing();
        return graph;
    }

    public IReadOnlyList<Body> CalleesOf(Body body) => callees.TryGetValue(body, out var list) ? list : [];

    /// <summary>Whether running the body may end in an exception, as far as a look at its calls tells.</summary>
    public bool MayThrow(Body body) => throwing.Contains(body);

    /// <summary>The relevant bodies in groups that call each other, callees first.</summary>
    public List<List<Body>> Components() => new ComponentSearch(CalleesOf, Relevant).Run(Bodies);

    private void Collect(Body body, TargetResolver targets, StaticEvaluator evaluator)
    {
        var found = new List<Body>(body.Inner);
        var throws = false;
        NodeWalker.Visit(body.Root, node =>
        {
            throws |= node is Node.Throw or Node.Invoke;
            found.AddRange(Held(node, targets, evaluator));
            found.AddRange(targets.InitializersOf(TypeOf(node), body));
            foreach (var (method, isVirtual) in MethodsOf(node))
            {
                var bodies = targets.Find(method, isVirtual);
                found.AddRange(bodies);
                throws |= bodies.Length == 0 && node is Node.Call { Effect: Knowledge.FrameworkEffect.None }
                    && !Knowledge.FrameworkTable.IsHarmless(method)
                    && (method.IsAbstract || !method.Locations.Any(l => l.IsInSource));
            }
        });
        if (throws)
        {
            throwing.Add(body);
        }

        callees[body] = [.. found.Distinct()];
    }

    // Code that a member holds may be run by whoever reads the member.
    private static IEnumerable<Body> Held(Node node, TargetResolver targets, StaticEvaluator evaluator)
    {
        if (node is not Node.Member { Symbol: IFieldSymbol or IPropertySymbol or IEventSymbol } member
            || !NoteworthyMembers.MayHoldCode(member.Symbol))
        {
            return [];
        }

        var codes = evaluator.CodeIn(member.Symbol).Known.Concat(evaluator.WorkIn(member.Symbol) is Flow.Value.Work work
            ? work.Items.OfType<Flow.Value.Code>() : []);
        return codes.SelectMany(c => c.Body is { } body ? [body] : c.Method is { } method
            ? targets.Find(method, isVirtual: true).AsEnumerable() : []);
    }

    private static INamedTypeSymbol? TypeOf(Node node) => node switch
    {
        Node.Member { Symbol: { IsStatic: true } symbol } => symbol.ContainingType,
        Node.Call { Method.IsStatic: true } call => call.Method.ContainingType,
        Node.New creation => creation.Type as INamedTypeSymbol,
        _ => null,
    };

    private static IEnumerable<(IMethodSymbol Method, bool IsVirtual)> MethodsOf(Node node)
    {
        switch (node)
        {
            case Node.Call call:
                yield return (call.Method, call.IsVirtual);
                break;
            case Node.New { Constructor: { } constructor }:
                yield return (constructor, false);
                break;
            case Node.MethodGroup group:
                yield return (group.Method, true);
                break;
            case Node.Member { Symbol: IPropertySymbol property }:
                var isVirtual = property.IsVirtual || property.IsAbstract || property.IsOverride;
                foreach (var accessor in new[] { property.GetMethod, property.SetMethod })
                {
                    if (accessor is not null)
                    {
                        yield return (accessor, isVirtual);
                    }
                }

                break;
            case Node.Dispose { Type: { } type }:
                foreach (var method in type.GetMembers().OfType<IMethodSymbol>().Where(m => m.Name is "Dispose" or "DisposeAsync"))
                {
                    yield return (method, method.IsVirtual || method.IsOverride);
                }

                break;
        }
    }

    // Relevant are those with locks, their callers, and two levels of what those call: getters of locks, small helpers.
    private void FindRelevant()
    {
        var callers = new Dictionary<Body, List<Body>>();
        foreach (var (body, targets) in callees.Select(p => (p.Key, p.Value)))
        {
            foreach (var target in targets)
            {
                if (!callers.TryGetValue(target, out var list))
                {
                    callers[target] = list = [];
                }

                list.Add(body);
            }
        }

        var work = new Queue<Body>(Bodies.Where(b => b.IsRelevant));
        while (work.Count > 0)
        {
            var body = work.Dequeue();
            if (Relevant.Add(body) && callers.TryGetValue(body, out var list))
            {
                list.ForEach(work.Enqueue);
            }
        }

        for (var level = 0; level < 2; level++)
        {
            Relevant.UnionWith(Relevant.SelectMany(CalleesOf).ToList());
        }
    }

    private void FindThrowing()
    {
        bool changed;
        do
        {
            changed = false;
            foreach (var body in Bodies)
            {
                changed |= !throwing.Contains(body) && CalleesOf(body).Any(c => !c.IsLambda && throwing.Contains(c)) && throwing.Add(body);
            }
        }
        while (changed);
    }
}
