using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hmm.Analyzers.Lowering;

/// <content>Expressions other than calls.</content>
internal sealed partial class Lowerer
{
    private Node? LowerExpression(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                return Invocation(call, isUnused: false);
            case IObjectCreationOperation creation:
                return Creation(creation);
            case IDelegateCreationOperation creation:
                return Lower(creation.Target);
            case IAnonymousFunctionOperation function:
                return Lambda(function);
            case IAwaitOperation awaited:
                return new Node.Suspend(Lower(awaited.Operation) ?? Opaque(awaited.Operation), isYield: false,
                    awaited.Syntax.GetLocation());
            case IConversionOperation conversion:
                return Conversion(conversion);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                return new Node.Not(Lower(not.Operand) ?? Opaque(not.Operand));
            case IUnaryOperation unary:
                return OpaqueWith(Join(Lower(unary.Operand), Operator(unary.OperatorMethod, [unary.Operand], unary)), unary.Type);
            case IBinaryOperation binary:
                return Binary(binary);
            case IIsPatternOperation pattern:
                return IsPattern(pattern);
            case ISwitchExpressionOperation choice:
                return SwitchExpression(choice);
            case ICoalesceOperation coalesce:
                return new Node.Coalesce(Lower(coalesce.Value) ?? Opaque(coalesce.Value), Lower(coalesce.WhenNull));
            case IConditionalAccessOperation access:
                return new Node.Access(Lower(access.Operation) ?? Opaque(access.Operation),
                    Lower(access.WhenNotNull) ?? Opaque(access.WhenNotNull));
            default:
                return LowerComposite(operation);
        }
    }

    // Expressions that are made of elements, or stand for what is inside them.
    private Node? LowerComposite(IOperation operation)
    {
        switch (operation)
        {
            case ITupleOperation tuple:
                return new Node.Tuple([.. tuple.Elements.Select(Lower)]);
            case IArrayCreationOperation { Initializer: { } initializer }:
                return StepsOr([.. initializer.ElementValues], initializer.Syntax.GetLocation(), () =>
                    new Node.Tuple([.. initializer.ElementValues.Select(Lower)]));
            case IArrayElementReferenceOperation element:
                return new Node.Element(Lower(element.ArrayReference) ?? Opaque(element.ArrayReference),
                    Lower(element.Indices.FirstOrDefault()));
            case IDeclarationExpressionOperation declaration:
                return Lower(declaration.Expression);
            case IParenthesizedOperation parenthesized:
                return Lower(parenthesized.Operand);
            case IInterpolatedStringOperation text:
                return Interpolation(text);
            case IArgumentOperation argument:
                return Lower(argument.Value);
            case IAddressOfOperation address:
                return Lower(address.Reference);
            case { Kind: (OperationKind)127 } list:
                return StepsOr(ElementsOf(list), list.Syntax.GetLocation(), () => new Node.Tuple([.. ElementsOf(list).Select(Lower)]));
            case { Kind: (OperationKind)128 } spread:
                return LowerAll(spread.ChildOperations);
            default:
                return LowerAssignment(operation);
        }
    }

    // Newer compilers add what the collection's builder is given.
    private static List<IOperation> ElementsOf(IOperation list) => [.. list.ChildOperations.Where(c => c.Syntax != list.Syntax)];

    private Node? LowerAssignment(IOperation operation)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment.Target, assignment.Value, assignment);
            case ICoalesceAssignmentOperation lazy:
                return Assign(lazy.Target, lazy.Value, lazy, isLazy: true);
            case ICompoundAssignmentOperation compound:
                return Join(Lower(compound.Value), Operator(compound.OperatorMethod, [compound.Target, compound.Value], compound),
                    Changed(compound.Target, compound));
            case IIncrementOrDecrementOperation step:
                return Changed(step.Target, step, step.Kind == OperationKind.Increment ? 1 : -1);
            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstruct(deconstruction);
            case IEventAssignmentOperation { EventReference: IEventReferenceOperation reference } subscription:
                return Subscribe(reference, subscription);
            case IObjectOrCollectionInitializerOperation initializer:
                return LowerAll(initializer.Initializers);
            case IMemberInitializerOperation member:
                return Join(Lower(member.InitializedMember), Lower(member.Initializer));
            case IWithOperation with:
                return Join(Lower(with.Operand), Lower(with.Initializer));
            case IIsTypeOperation type:
                return OpaqueWith(Lower(type.ValueOperand), type.Type);
            default:
                return Other(operation);
        }
    }

    private Node? Other(IOperation operation)
    {
        var parts = LowerAll(operation.ChildOperations);
        return operation.Type is { SpecialType: not SpecialType.System_Void } type && operation is not IPatternOperation
            ? OpaqueWith(parts, type) : parts;
    }

    private Node IsPattern(IIsPatternOperation operation)
    {
        var value = Lower(operation.Value) ?? Opaque(operation.Value);
        if (value is Node.Variable or Node.Member or Node.This)
        {
            return Pattern(operation.Pattern, value);
        }

        var temporary = new Node.Temporary(NextSite());
        return new Node.Sequence([new Node.Assign(temporary, value, operation.Syntax.GetLocation()),
            Pattern(operation.Pattern, temporary)]);
    }

    private Node? Changed(IOperation target, IOperation operation, int step = 0) => Lower(target) is { } node
        ? new Node.Assign(node, null, operation.Syntax.GetLocation()) { IsCompound = true, Step = step } : null;

    private Node? Assign(IOperation target, IOperation value, IOperation operation, bool isLazy = false)
    {
        var right = Lower(value) ?? Opaque(value);
        if (target is IPropertyReferenceOperation { Property.IsIndexer: true } indexer)
        {
            return Join(IndexerSet(indexer, right), right);
        }

        if (Lower(target) is not { } left)
        {
            return right;
        }

        if (target is IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member)
        {
            code.NoteValue(member.Member, right, body, operation.Syntax.GetLocation());
        }

        var at = operation.Syntax.GetLocation();
        return new Node.Assign(left, right, at) { IsLazy = isLazy };
    }

    private Node? Deconstruct(IDeconstructionAssignmentOperation operation)
    {
        var target = operation.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : operation.Target;
        var value = operation.Value is IConversionOperation { OperatorMethod: null } conversion ? conversion.Operand : operation.Value;
        if (target is ITupleOperation tuple && value is ITupleOperation source)
        {
            foreach (var (member, part) in tuple.Elements.Zip(source.Elements, (m, p) => (m as IMemberReferenceOperation, p)))
            {
                if (member is not null && Lower(part) is { } node)
                {
                    code.NoteValue(member.Member, node, body, operation.Syntax.GetLocation());
                }
            }
        }

        return Lower(target) is { } left ? new Node.Assign(left, Lower(value) ?? Opaque(value), operation.Syntax.GetLocation())
            : Lower(value);
    }

    private Node Subscribe(IEventReferenceOperation reference, IEventAssignmentOperation subscription)
    {
        var handler = Lower(subscription.HandlerValue);
        if (subscription.Adds && handler is not null)
        {
            code.NoteHandler(reference.Event, handler, body);
        }

        return new Node.Subscribe(reference.Instance is null ? null
            : Lower(reference.Instance), reference.Event, handler, subscription.Adds);
    }
}
