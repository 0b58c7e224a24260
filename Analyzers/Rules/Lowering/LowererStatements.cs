using Hmm.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hmm.Analyzers.Lowering;

/// <content>Statements.</content>
internal sealed partial class Lowerer
{
    private Node? LowerStatement(IOperation operation)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (operation)
        {
            case IBlockOperation block:
                return Block(block.Operations);
            case IExpressionStatementOperation statement:
                return Unused(statement.Operation);
            case IVariableDeclarationGroupOperation group:
                return LowerAll(group.Declarations);
            case IVariableDeclarationOperation declaration:
                return Join(Lower(declaration.Initializer), LowerAll(declaration.Declarators));
            case IVariableDeclaratorOperation declarator:
                return Declarator(declarator);
            case ISymbolInitializerOperation initializer:
                return Initializer(initializer);
            case IConditionalOperation conditional:
                return Conditional(conditional);
            case ISwitchOperation choice:
                return Switch(choice);
            case ILoopOperation loop:
                return Loop(loop);
            default:
                return LowerRegion(operation);
        }
    }

    // Statements with a scope or a target.
    private Node? LowerRegion(IOperation operation)
    {
        switch (operation)
        {
            case ITryOperation attempt:
                return Try(attempt);
            case ILockOperation @lock:
                return Lock(@lock);
            case IUsingOperation resources:
                return Using(resources.Resources, Lower(resources.Body), resources.IsAsynchronous);
            case IBranchOperation { BranchKind: not BranchKind.None } branch:
                return new Node.Jump(branch.Target);
            case ILabeledOperation labelled:
                return new Node.Labelled([(labelled.Label, Lower(labelled.Operation))]);
            case IReturnOperation result:
                return Return(result);
            case IThrowOperation thrown:
                return new Node.Throw(Lower(thrown.Exception), thrown.Syntax.GetLocation());
            case ILocalFunctionOperation function:
                LocalFunction(function);
                return null;
            default:
                return LowerExpression(operation);
        }
    }

    // A using declaration holds until the end of its block; labels make the block a place to jump into.
    private Node? Block(IReadOnlyList<IOperation> operations, int start = 0)
    {
        if (start == 0)
        {
            foreach (var function in operations.OfType<ILocalFunctionOperation>())
            {
                Declare(function);
            }
        }

        if (start == 0 && operations.Any(o => o is ILabeledOperation))
        {
            return new Node.Labelled([.. operations.Select(o => o is ILabeledOperation l ? ((ILabelSymbol?)l.Label, Lower(l.Operation))
                : (null, Lower(o)))]);
        }

        var nodes = new List<Node>();
        for (var i = start; i < operations.Count; i++)
        {
            if (operations[i] is IUsingDeclarationOperation declaration)
            {
                var rest = Block(operations, i + 1);
                nodes.Add(Using(declaration.DeclarationGroup, rest, declaration.IsAsynchronous) ?? new Node.Constant(null));
                break;
            }

            if (Lower(operations[i]) is { } node)
            {
                nodes.Add(node);
            }
        }

        return Join([.. nodes]);
    }

    private Node? Unused(IOperation operation)
    {
        var inner = operation is IParenthesizedOperation p ? p.Operand : operation;
        return inner switch
        {
            IInvocationOperation call => Invocation(call, isUnused: true),
            IAwaitOperation { Operation: IInvocationOperation call } awaited =>
                new Node.Suspend(Invocation(Configured(call), isUnused: true), isYield: false, awaited.Syntax.GetLocation()),
            _ => Lower(inner),
        };
    }

    private static IInvocationOperation Configured(IInvocationOperation call) =>
        call is { TargetMethod.Name: "ConfigureAwait", Instance: IInvocationOperation inner } ? inner : call;

    private Node? Declarator(IVariableDeclaratorOperation declarator)
    {
        var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
        if (initializer is null)
        {
            return null;
        }

        var value = Lower(initializer.Value) ?? Opaque(initializer.Value);
        return new Node.Assign(new Node.Variable(declarator.Symbol), value, declarator.Syntax.GetLocation());
    }

    private Node? Initializer(ISymbolInitializerOperation initializer)
    {
        var value = Lower(initializer.Value);
        var nodes = new List<Node?>();
        IEnumerable<ISymbol> targets = initializer switch
        {
            IFieldInitializerOperation field => field.InitializedFields,
            IPropertyInitializerOperation property => property.InitializedProperties,
            _ => [],
        };
        foreach (var target in targets)
        {
            if (value is not null)
            {
                code.NoteValue(target, value, body, initializer.Syntax.GetLocation());
            }

            nodes.Add(new Node.Assign(
                new Node.Member(target.IsStatic ? null : new Node.This(), target, initializer.Syntax.GetLocation()), value,
                initializer.Syntax.GetLocation()));
        }

        return nodes.Count == 0 ? value : Join([.. nodes]);
    }

    private Node? Conditional(IConditionalOperation operation)
    {
        var condition = Lower(operation.Condition) ?? Opaque(operation.Condition);
        return new Node.Conditional(condition, Lower(operation.WhenTrue), Lower(operation.WhenFalse));
    }

    private Node Lock(ILockOperation operation)
    {
        isRelevant = true;
        var site = NextSite();
        var target = Lower(operation.LockedValue) ?? Opaque(operation.LockedValue);
        var type = operation.LockedValue.Type;
        var temporary = new Node.Temporary(site);
        var at = operation.LockedValue.Syntax.GetLocation();
        Node Act(LockAction action) => new Node.Primitive(action, PrimitiveTable.FamilyOf(type) == Primitive.Lock ? Primitive.Lock
            : Primitive.Monitor, temporary, at)
        {
            IsStatement = true,
            LockType = type,
            Site = site,
        };
        return new Node.Sequence(
        [
            new Node.Assign(temporary, target, at),
            Act(LockAction.Acquire),
            new Node.Try(Lower(operation.Body), [], Act(LockAction.Release)),
        ]);
    }

    private Node? Using(IOperation resources, Node? rest, bool isAsynchronous)
    {
        var nodes = new List<Node?>();
        var disposals = new List<Node>();
        if (resources is IVariableDeclarationGroupOperation group)
        {
            foreach (var declarator in group.Declarations.SelectMany(d => d.Declarators))
            {
                nodes.Add(Declarator(declarator));
                disposals.Insert(0,
                    new Node.Dispose(new Node.Variable(declarator.Symbol), declarator.Symbol.Type,
                        declarator.Syntax.GetLocation()) { IsAsynchronous = isAsynchronous });
            }
        }
        else
        {
            var temporary = new Node.Temporary(NextSite());
            var at = resources.Syntax.GetLocation();
            nodes.Add(new Node.Assign(temporary, Lower(resources) ?? Opaque(resources), at));
            disposals.Add(new Node.Dispose(temporary, resources.Type, at) { IsAsynchronous = isAsynchronous });
        }

        nodes.Add(new Node.Try(rest, [], Join([.. disposals])));
        return Join([.. nodes]);
    }

    private Node? Return(IReturnOperation operation)
    {
        if (operation.Kind is OperationKind.YieldReturn)
        {
            return new Node.Suspend(Lower(operation.ReturnedValue), isYield: true, operation.Syntax.GetLocation());
        }

        return new Node.Return(operation.ReturnedValue is null ? null
            : Lower(operation.ReturnedValue) ?? Opaque(operation.ReturnedValue), operation.Syntax.GetLocation())
        {
            IsReference = operation.Syntax.ChildNodes().FirstOrDefault() is Microsoft.CodeAnalysis.CSharp.Syntax.RefExpressionSyntax,
        };
    }

    private Node Try(ITryOperation operation)
    {
        var handlers = operation.Catches.Select(c => new Node.Catch(
            c.Filter is null ? null : Lower(c.Filter),
            Lower(c.Handler),
            c.Filter is null && (c.ExceptionType is null || c.ExceptionType.SpecialType == SpecialType.System_Object
                || c.ExceptionType.Name == "Exception")) { HasMutex = c.ExceptionType?.Name == "AbandonedMutexException" });
        return new Node.Try(Lower(operation.Body), [.. handlers], Lower(operation.Finally));
    }
}
