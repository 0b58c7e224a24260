using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Delegates, events and the initializers of types.</content>
internal sealed partial class Machine
{
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
}
