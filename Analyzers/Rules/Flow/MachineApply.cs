using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Applies what is known of a callee at a call.</content>
internal sealed partial class Machine
{
    private IEnumerable<Body> BodiesOf(Value.Code code) => code.Body is { } body ? [body]
        : code.Method is { } method ? world.TargetsOf(method, method.IsVirtual || method.IsAbstract || method.IsOverride, code.Self) : [];

    /// <summary>Runs code now, to its end.</summary>
    private List<Outcome> RunCode(Value code, State state, Location at, Items<Value> arguments)
    {
        if (code is not Value.Code known)
        {
            return [new(state, Value.Unknown)];
        }

        var targets = BodiesOf(known).ToItems();
        if (targets.Length == 0)
        {
            return [new(world.IsWhole ? state : state with { IsUncertain = true }, Value.Unknown)];
        }

        var actual = known.Arguments.Length > 0 ? known.Arguments : arguments;
        return Apply(targets, known.Method ?? known.Body!.Method, known.Self, actual, state, at, site: 0, Contract.None);
    }

    private List<Outcome> Apply(
        Items<Body> targets, IMethodSymbol? method, Value self, Items<Value> arguments, State state, Location at, int site,
        Contract contract, bool isUnused = false)
    {
        var results = new List<Outcome>();
        foreach (var target in targets)
        {
            var mapping = new CallMapping(target, method, self, arguments, state, world);
            record.Call(target, mapping.Up(state.Held), at, self is Value.This);
            if (world.SummaryOf(target) is not { } summary)
            {
                HandAll(arguments, null, target);
                exits.Throw(state, at);
                var uncertain = contract.HasEffect || world.IsWhole ? state : state with { IsUncertain = true };
                results.AddRange(Effects(contract, method, self, arguments, uncertain.Forget(IsMutable), at, Value.Unknown, isUnused));
                continue;
            }

            results.AddRange(Apply(target, summary, mapping, arguments, state, at, contract, method, self, site, isUnused));
        }

        return results;
    }

    private IEnumerable<Outcome> Apply(
        Body target, Summary summary, CallMapping mapping, Items<Value> arguments, State state, Location at, Contract contract,
        IMethodSymbol? method, Value self, int site, bool isUnused)
    {
        HandAll(arguments, summary, target);
        record.Sleep(state, summary.Sleep, target.Display, at);
        var call = new Step(target.Display, at);
        foreach (var acquisition in summary.Acquisitions)
        {
            record.Via(state, acquisition, mapping, call, isWait: false);
        }

        record.Events(state, summary, mapping, call);
        var after = EscapeAll(state.Forget(IsMutable), arguments);
        foreach (var invocation in summary.Invocations)
        {
            var inner = after with { Held = after.Held.AddRange(mapping.Down(invocation.Inside)) };
            foreach (var code in Callees(mapping.Down(invocation.Target)))
            {
                record.Hand(code, now: true);
                RunCode(code, inner, at, []);
            }

            record.Invocation(after, mapping.Down(invocation.Target), mapping.Down(invocation.Inside), call, invocation.Chain);
        }

        if (summary.MayThrow)
        {
            exits.Throw(after, at);
            record.MayThrow();
        }

        if (contract.HasEffect || contract.Returns is not null || contract.Of(Contract.Clause.Asserts).Any())
        {
            var value = summary.Exits.Length == 1 ? mapping.Down(summary.Exits[0].Result) : Value.Unknown;
            return Effects(contract, method, self, arguments, after, at, value, isUnused);
        }

        return summary.Exits.Select(exit => Come(exit, mapping, after, at, call, site));
    }

    private Outcome Come(Summary.Exit exit, CallMapping mapping, State state, Location at, Step call, int site)
    {
        foreach (var lost in exit.Lost)
        {
            state = Give(state, mapping.Down(lost.Lock), lost.Mode, at);
        }

        foreach (var gained in exit.Gained)
        {
            var held = mapping.Down(gained);
            state = Take(state, held with { At = at, Chain = [call, .. gained.Chain.Take(6)], IsStructured = false });
        }

        var value = mapping.Down(exit.Result);
        return new(state, value is Value.Product product && site != 0 ? Renamed(product, site) : value);
    }

    // What a callee makes is another object at each call.
    private static Value.Product Renamed(Value.Product product, int site) =>
        new(product.Site ^ (site << 3), isEarlier: false, product.Type, product.Display)
    {
        Origin = product.Origin,
        Arguments = product.Arguments,
        Flaw = product.Flaw,
        FlawAt = product.FlawAt,
        Source = product.Source,
    };

    private void HandAll(Items<Value> arguments, Summary? summary, Body target)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            foreach (var code in CodeOf(arguments[i]))
            {
                var parameter = target.Method is { } own && i < own.Parameters.Length ? own.Parameters[i] : null;
                var isRun = summary is not null
                    && summary.Invocations.Any(v => v.Target is Value.Variable x
                        && SymbolEqualityComparer.Default.Equals(x.Symbol, parameter));
                record.Hand(code, now: isRun);
            }
        }
    }

    /// <summary>The code in a value.</summary>
    private static IEnumerable<Value.Code> CodeOf(Value value) => value switch
    {
        Value.Code code => [code],
        Value.Work work => work.Items.SelectMany(CodeOf),
        Value.Group group => group.Items.SelectMany(CodeOf),
        _ => [],
    };

    /// <summary>The code that a delegate value may stand for.</summary>
    private IEnumerable<Value.Code> Callees(Value target) => target switch
    {
        Value.Code code => [code],
        Value.Member member => Known(member.Symbol, member.Owner),
        Value.Static member => Known(member.Symbol, Value.Unknown),
        Value.Element element => Callees(element.Owner),
        Value.Product { Source: { } source } => Callees(source),
        Value.Group group => group.Items.SelectMany(Callees),
        _ => [],
    };

    // The instance inside is the holder's owner when its own type put the code there; else it is some instance.
    private IEnumerable<Value.Code> Known(ISymbol holder, Value owner)
    {
        foreach (var code in world.CodeIn(holder).Known)
        {
            yield return (Value.Code)code.Rewrite(v => v is Value.This self
                ? SymbolEqualityComparer.Default.Equals(self.Type.OriginalDefinition, holder.ContainingType?.OriginalDefinition) ? owner
                    : Value.Unknown : null);
        }
    }

    private List<Outcome> Invoke(Node.Invoke node, State state)
    {
        var results = new List<Outcome>();
        foreach (var (at, values) in EvaluateAll([node.Target, .. node.Arguments], state))
        {
            var (target, arguments) = (values[0], values.RemoveAt(0));
            var contract = node.Signature is null ? Contract.None : Declarations.ContractOf(node.Signature);
            var start = Require(contract, node.Signature, Value.Unknown, arguments, at, node.At);
            if (target is Value.Code code)
            {
                results.AddRange(RunCode(code, start, node.At, arguments));
                continue;
            }

            record.Callback(start, target, node.At);
            var after = EscapeAll(start.Forget(IsMutable), arguments);
            foreach (var known in Callees(target))
            {
                RunCode(known, after, node.At, arguments);
            }

            record.Invocation(after, target, [], new Step("delegate", node.At), []);
            exits.Throw(after, node.At);
            record.MayThrow();
            results.AddRange(Effects(contract, node.Signature, Value.Unknown, arguments, after, node.At, Value.Unknown, isUnused: false));
        }

        return results;
    }

    private List<Outcome> Subscribe(Node.Subscribe node, State state) => [.. EvaluateAll([node.Receiver, node.Handler], state).Select(r =>
    {
        foreach (var code in CodeOf(r.Values[1]))
        {
            record.Hand(code, now: false);
        }

        return new Outcome(r.State, Value.Unknown);
    })];

    private State Initialize(IMethodSymbol method, State state, Location at)
    {
        if ((method.IsStatic || method.MethodKind == MethodKind.Constructor) && method.ContainingType is { } type)
        {
            InitializeType(type, state, at);
        }

        return state;
    }

    // The first use of a type runs its initializer, under a lock of the runtime's own.
    private void InitializeType(INamedTypeSymbol type, State state, Location at)
    {
        if (!SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, body.Type?.OriginalDefinition)
            && world.InitializerOf(type) is { } summary)
        {
            record.Initializer(state, type, summary, at);
        }
    }
}
