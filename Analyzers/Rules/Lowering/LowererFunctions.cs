using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hmm.Analyzers.Lowering;

/// <content>Lambdas and local functions: bodies of their own.</content>
internal sealed partial class Lowerer
{
    private void Declare(ILocalFunctionOperation function) =>
        code.AddLocal(new Body(body.Owner, function.Symbol, body, function.Syntax.GetLocation())
        {
            EndsAt = Body.EndOf((function.Body ?? function.IgnoredBody ?? (IOperation)function).Syntax),
        });

    private void LocalFunction(ILocalFunctionOperation function)
    {
        if (code.FindLocal(function.Symbol) is null)
        {
            Declare(function);
        }

        var inner = code.FindLocal(function.Symbol)!;
        Inner(inner, function.Symbol, function.Body ?? function.IgnoredBody);
    }

    private void Inner(Body inner, IMethodSymbol symbol, IOperation? operation)
    {
        inner.IsAsynchronous = symbol.IsAsync;
        inner.IsIterator = operation?.Descendants().Any(o => o.Kind is OperationKind.YieldReturn or OperationKind.YieldBreak) == true;
        inner.Contract = code.Declarations.ContractOf(symbol);
        inner.Suppressor = body.Suppressor;
        body.Inner.Add(inner);
        var lowerer = new Lowerer(code, inner, cancellation);
        lowerer.Run(operation is null ? [] : [operation]);
        creates.AddRange(inner.Creates);
        isRelevant |= inner.IsRelevant;
    }

    private Node Lambda(IAnonymousFunctionOperation function)
    {
        var inner = new Body(body.Owner, function.Symbol, body, function.Syntax.GetLocation())
        {
            EndsAt = Body.EndOf(function.Body.Syntax),
        };
        Inner(inner, function.Symbol, function.Body);
        return new Node.Lambda(inner);
    }
}
