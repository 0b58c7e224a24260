using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Flow;
using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Whole;

/// <summary>Analyses all bodies of a compilation, callees first, and answers questions about them.</summary>
internal sealed class WholeWorld : World
{
    private const int MostRounds = 5;

    private readonly Dictionary<Body, BodyResult> results = [];
    private readonly TargetResolver targets;
    private readonly StaticEvaluator evaluator;
    private readonly HashSet<Body> waiting = [];
    private readonly Dictionary<ISymbol, List<Summary.Signal>> signals = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<Body, Lock> factories = [];
    private Body? current;
    private bool hasSignals;

    private WholeWorld(CodeBase code, LockIdentifier locks, IReadOnlyList<Body> bodies)
        : base(code, locks)
    {
        targets = new TargetResolver(code, bodies);
        evaluator = new StaticEvaluator(code);
        Graph = CallGraph.Build(bodies, targets, evaluator);
        foreach (var member in code.NotedMembers.Where(m => PathResolver.TypeOf(m) is { Name: "Lazy" }))
        {
            var path = member.IsStatic ? new Value.Static(member) : (Value)new Value.Member(new Value.This(member.ContainingType), member);
            foreach (var body in (evaluator.WorkIn(member) as Value.Work)?.Items.OfType<Value.Code>().Select(c =>
                c.Body ?? code.Find(c.Method!)).OfType<Body>() ?? [])
            {
                factories[body] = locks.OfLazy(path);
            }
        }
    }

    public override bool IsWhole => true;

    public CallGraph Graph { get; }

    public IReadOnlyDictionary<Body, BodyResult> Results => results;

    public IEnumerable<ISymbol> CallsWithTooManyTargets => targets.TooMany;

    public static WholeWorld Analyse(CodeBase code, CancellationToken cancellation)
    {
        var bodies = All(code.Bodies).OrderBy(b => b.At.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(b => b.At.SourceSpan.Start)
            .ThenBy(b => b.At.SourceSpan.Length).ThenBy(b => b.Display, StringComparer.Ordinal).ToList();
        var world = new WholeWorld(code, new LockIdentifier(code, new MemberAliases(code, isWhole: true)), bodies);
        world.Run(cancellation);
        return world;
    }

    public override Summary? SummaryOf(Body body) => results.TryGetValue(body, out var result) ? result.Summary
        : Graph.MayThrow(body) ? new Summary { MayThrow = true, Exits = [new(Value.Unknown, [], [])] }
            : new Summary { Exits = [new(Value.Unknown, [], [])] };

    public override Items<Body> TargetsOf(IMethodSymbol method, bool isVirtual, Value receiver) =>
        targets.Find(method, isVirtual, receiver);

    public override (Items<Value.Code> Known, bool IsComplete) CodeIn(ISymbol holder) => evaluator.CodeIn(holder);

    public override Value? SoleValueOf(ISymbol member) => evaluator.WorkIn(member) ?? DescribedIn(member);

    public override Items<Summary.Signal> SignalsOf(ISymbol? member)
    {
        if (member is null)
        {
            return [];
        }

        if (!hasSignals && current is not null)
        {
            waiting.Add(current);
        }

        return signals.TryGetValue(member.OriginalDefinition, out var list) ? [.. list] : [];
    }

    public override Summary? InitializerOf(INamedTypeSymbol type)
    {
        foreach (var body in current is null ? [] : targets.InitializersOf(type, current))
        {
            if (results.TryGetValue(body, out var result) && result.Summary.Acquisitions.Any(a => a.Blocks && !a.Lock.Class.IsInitializer))
            {
                return result.Summary;
            }
        }

        return null;
    }

    public override Items<Lock> Around(Body body) => factories.TryGetValue(body, out var own) ? [own] : [];

    private static IEnumerable<Body> All(IEnumerable<Body> bodies) => bodies.SelectMany(b => All(b.Inner).Prepend(b));

    private void Run(CancellationToken cancellation)
    {
        var components = Graph.Components();
        foreach (var component in components)
        {
            var rounds = component.Count == 1 && !Graph.CalleesOf(component[0]).Contains(component[0]) ? 1 : MostRounds;
            for (var round = 0; round < rounds; round++)
            {
                var changed = false;
                foreach (var body in component)
                {
                    var before = SummaryOf(body)!;
                    Run(body, cancellation);
                    changed |= !before.IsLike(results[body].Summary);
                }

                if (!changed)
                {
                    break;
                }
            }
        }

        CollectSignals();
        foreach (var body in Graph.Bodies.Where(waiting.Contains))
        {
            Run(body, cancellation);
        }
    }

    private void Run(Body body, CancellationToken cancellation)
    {
        current = body;
        results[body] = Machine.Run(body, this, cancellation);
        current = null;
    }

    private void CollectSignals()
    {
        hasSignals = true;
        foreach (var body in Graph.Bodies)
        {
            if (!results.TryGetValue(body, out var result))
            {
                continue;
            }

            foreach (var signal in result.Summary.Signals)
            {
                var key = signal.Member.OriginalDefinition;
                if (!signals.TryGetValue(key, out var list))
                {
                    signals[key] = list = [];
                }

                list.Add(signal);
            }
        }
    }

    // A list that a property or field holds was described where it is written.
    private Value? DescribedIn(ISymbol member) => results.Where(p => p.Key.Method is null
        && SymbolEqualityComparer.Default.Equals(p.Key.Owner.OriginalDefinition, member.OriginalDefinition))
        .SelectMany(p => p.Value.Described).LastOrDefault();
}
