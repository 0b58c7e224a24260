using Hmm.Analyzers.Whole;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hmm.Analyzers.Lowering;

/// <summary>Translates the operations of one body into nodes; lambdas and local functions become bodies of their own.</summary>
internal sealed partial class Lowerer(CodeBase code, Body body, CancellationToken cancellation)
{
    private readonly int siteBase = code.NextSites();
    private int sites;
    private bool isRelevant;
    private readonly List<ITypeSymbol> creates = new List<ITypeSymbol>();

    /// <summary>Translates a body and registers what was found on the way.</summary>
    public void Run(IEnumerable<IOperation> operations)
    {
        var nodes = operations.Select(Lower).Where(n => n is not null).Cast<Node>().ToItems();
        var root = JoinAll(nodes);
        body.IsRelevant |= isRelevant || !body.Contract.IsEmpty || body.Method?.IsExtern == true;
        body.Creates = [.. creates];
        body.Root = root;
    }

    private static Node? JoinAll(Items<Node> nodes) => nodes.Length switch
    {
        0 => null,
        1 => nodes[0],
        _ => new Node.Sequence(nodes),
    };

    private static Node? Join(params Node?[] nodes) => JoinAll([.. nodes.Where(n => n is not null).Cast<Node>()]);

    private int NextSite() => siteBase + sites++;

    private Node? LowerAll(IEnumerable<IOperation> operations) =>
        JoinAll([.. operations.Select(Lower).Where(n => n is not null).Cast<Node>()]);

    private Node? Lower(IOperation? operation)
    {
        switch (operation)
        {
            case null:
            case INameOfOperation or ISizeOfOperation or IEmptyOperation or IDiscardOperation or ITypeParameterObjectCreationOperation:
                return null;
            case IMethodBodyOperation method:
                return Join(Lower(method.BlockBody), Lower(method.ExpressionBody));
            case IConstructorBodyOperation constructor:
                return Join(Lower(constructor.Initializer), Lower(constructor.BlockBody), Lower(constructor.ExpressionBody));
            case ILiteralOperation or { ConstantValue.HasValue: true }:
                return new Node.Constant(operation!.ConstantValue.HasValue ? operation.ConstantValue.Value : null);
            case ILocalReferenceOperation local:
                Capture(local.Local);
                return new Node.Variable(local.Local);
            case IParameterReferenceOperation parameter:
                return Parameter(parameter);
            case IInstanceReferenceOperation instance:
                return instance.ReferenceKind == InstanceReferenceKind.ImplicitReceiver ? new Node.Subject() : new Node.This();
            case IConditionalAccessInstanceOperation:
                return new Node.Subject();
            case ITypeOfOperation type:
                return new Node.TypeOf(type.TypeOperand);
            case IMemberReferenceOperation member:
                return LowerMember(member);
            default:
                return LowerStatement(operation!);
        }
    }

    // A parameter of a primary constructor, used in another member, is a hidden field.
    private Node Parameter(IParameterReferenceOperation operation)
    {
        var parameter = operation.Parameter;
        return parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && !IsMethodHere(constructor)
            ? new Node.Member(new Node.This(), parameter, operation.Syntax.GetLocation())
            : WithGuard(parameter, operation);
    }

    private Node WithGuard(IParameterSymbol parameter, IOperation operation)
    {
        isRelevant |= code.Declarations.GuardsOf(parameter).Length > 0;
        _ = operation;
        return new Node.Variable(parameter);
    }

    // A local of a body around this one.
    private void Capture(ISymbol variable)
    {
        for (var at = body.Outer; at is not null
            && !SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, body.Method); at = at.Outer)
        {
            at.Captured.Add(variable);
        }
    }

    private bool IsMethodHere(IMethodSymbol method)
    {
        for (var at = body; at is not null; at = at.Outer)
        {
            if (SymbolEqualityComparer.Default.Equals(at.Method, method))
            {
                return true;
            }
        }

        return body.Method is null;
    }

    private Node? LowerMember(IMemberReferenceOperation operation)
    {
        switch (operation)
        {
            case IMethodReferenceOperation method:
                return MethodGroup(method);
            case IPropertyReferenceOperation { Property.IsIndexer: true } indexer:
                return Indexer(indexer);
            case IPropertyReferenceOperation property when PropertyCall(property) is { } call:
                return call;
        }

        var symbol = operation.Member;
        var receiver = operation.Instance is null || symbol.IsStatic ? null : Lower(operation.Instance) ?? Opaque(operation.Instance);
        Notice(symbol);
        return new Node.Member(receiver, symbol, operation.Syntax.GetLocation())
        {
            IsReference = IsReference(operation),
            IsChanged = IsChanged(operation),
            IsTarget = IsTarget(operation),
            IsAtomic = IsAtomic(operation),
        };
    }

    private Node MethodGroup(IMethodReferenceOperation operation)
    {
        if (operation.Method.MethodKind == MethodKind.LocalFunction && code.FindLocal(operation.Method) is { } local)
        {
            return new Node.Lambda(local);
        }

        return new Node.MethodGroup(operation.Method, operation.Instance is null ? null : Lower(operation.Instance));
    }

    // Members whose uses are checked make a body worth a full analysis.
    private void Notice(ISymbol symbol)
    {
        if (code.Declarations.GuardsOf(symbol).Length > 0 || code.IsGuardCandidate(symbol))
        {
            isRelevant = true;
        }
    }

    private static bool IsAtomic(IOperation operation) => operation.Parent is IArgumentOperation { Parent: IInvocationOperation call }
        && call.TargetMethod.ContainingType is { Name: "Interlocked" or "Volatile" } type && Knowledge.FrameworkTable.IsFramework(type);

    private static bool IsTarget(IOperation operation) => operation.Parent switch
    {
        IInvocationOperation call => call.Instance == operation,
        IMemberReferenceOperation member => member.Instance == operation,
        IArrayElementReferenceOperation element => element.ArrayReference == operation,
        _ => false,
    };

    private static bool IsReference(IOperation operation) => operation.Parent switch
    {
        IAddressOfOperation => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } } => true,
        IReturnOperation { Parent: not null } => operation.Syntax.Parent is Microsoft.CodeAnalysis.CSharp.Syntax.RefExpressionSyntax,
        _ => false,
    };

    private static bool IsChanged(IOperation operation) => operation.Parent switch
    {
        IInvocationOperation call => call.Instance == operation && Knowledge.FrameworkTable.Mutates(call.TargetMethod),
        IPropertyReferenceOperation { Property.IsIndexer: true } indexer => indexer.Instance == operation && IsWritten(indexer),
        IArrayElementReferenceOperation element => element.ArrayReference == operation && IsWritten(element),
        IFieldReferenceOperation field => field.Instance == operation && field.Instance.Type?.IsValueType == true && IsWritten(field),
        _ => false,
    };

    private static bool IsWritten(IOperation operation) => operation.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == operation,
        IIncrementOrDecrementOperation => true,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        _ => false,
    };

    private Node Opaque(IOperation operation) => new Node.Opaque(null, operation.Type, NextSite());

    private Node OpaqueWith(Node? parts, ITypeSymbol? type) => new Node.Opaque(parts, type, NextSite());
}
