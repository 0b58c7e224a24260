using Hmm.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hmm.Analyzers.Lowering;

/// <content>Loops, switches and patterns.</content>
internal sealed partial class Lowerer
{
    private Node? Loop(ILoopOperation operation)
    {
        switch (operation)
        {
            case IForEachLoopOperation each:
                return ForEach(each);
            case IForLoopOperation loop:
                return Join(LowerAll(loop.Before),
                    new Node.Loop(LowerCondition(loop.Condition), Lower(loop.Body), LowerAll(loop.AtLoopBottom), testsFirst: true)
                {
                    Exit = loop.ExitLabel,
                    Continue = loop.ContinueLabel,
                    IsEndless = loop.Condition is null || loop.Condition.ConstantValue is { HasValue: true, Value: true },
                });
            case IWhileLoopOperation loop:
                var condition = LowerCondition(loop.Condition);
                return new Node.Loop(loop.ConditionIsUntil && condition is not null ? new Node.Not(condition)
                    : condition, Lower(loop.Body), null, loop.ConditionIsTop)
                {
                    Exit = loop.ExitLabel,
                    Continue = loop.ContinueLabel,
                    IsEndless = loop.Condition?.ConstantValue is { HasValue: true, Value: true },
                };
            default:
                return LowerAll(operation.ChildOperations);
        }
    }

    private Node? LowerCondition(IOperation? condition) => condition is null ? null : Lower(condition) ?? Opaque(condition);

    private Node ForEach(IForEachLoopOperation each)
    {
        var collection = Lower(each.Collection) ?? Opaque(each.Collection);
        var variable = each.LoopControlVariable switch
        {
            IVariableDeclaratorOperation declarator => new Node.Variable(declarator.Symbol),
            { } target => Lower(target),
            null => null,
        };
        var source = EnumeratorCalls(each) is { } calls ? new Node.Both(collection, calls) : collection;
        return new Node.ForEach(source, variable, Lower(each.Body), NextSite())
        {
            ElementType = (each.LoopControlVariable as IVariableDeclaratorOperation)?.Symbol.Type,
            Exit = each.ExitLabel,
            Continue = each.ContinueLabel,
            At = each.Collection.Syntax.GetLocation(),
            IsAsynchronous = each.IsAsynchronous,
        };
    }

    // An enumerator of our own runs our code in each round.
    private Node? EnumeratorCalls(IForEachLoopOperation each)
    {
        if (each.Collection is not IConversionOperation { Operand.Type: INamedTypeSymbol type }
            && each.Collection.Type is not INamedTypeSymbol)
        {
            return null;
        }

        var named = ((each.Collection as IConversionOperation)?.Operand.Type ?? each.Collection.Type) as INamedTypeSymbol;
        if (named is null || !named.Locations.Any(l => l.IsInSource))
        {
            return null;
        }

        var get = named.GetMembers("GetEnumerator").OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.Length == 0);
        if (get is null)
        {
            return null;
        }

        var at = each.Collection.Syntax.GetLocation();
        var enumerator = new Node.Call(get, Lower(each.Collection), [], at, NextSite()) { IsEnumerated = true };
        var next = get.ReturnType.GetMembers("MoveNext").OfType<IMethodSymbol>().FirstOrDefault(m => m.Locations.Any(l => l.IsInSource));
        return next is null ? enumerator : new Node.Call(next, enumerator, [], at, NextSite());
    }

    private Node Switch(ISwitchOperation operation)
    {
        var temporary = new Node.Temporary(NextSite());
        var value = Lower(operation.Value) ?? Opaque(operation.Value);
        var arms = new List<(Node?, Node?)>();
        var hasDefault = false;
        foreach (var section in operation.Cases)
        {
            hasDefault |= section.Clauses.Any(c => c.CaseKind == CaseKind.Default);
            var labels = section.Clauses.Where(c => c.Label is not null).Select(c => c.Label!).ToItems();
            var statements = Block(section.Body);
            var arm = labels.Aggregate(statements, (node, label) => new Node.Labelled([(label, node)]));
            arms.Add((section.Clauses.Length == 1 ? CaseCondition(section.Clauses[0], temporary) : null, arm));
        }

        return new Node.Sequence(
        [
            new Node.Assign(temporary, value, operation.Syntax.GetLocation()),
            new Node.Choice(temporary, [.. arms], hasDefault) { Exit = operation.ExitLabel },
        ]);
    }

    private Node? CaseCondition(ICaseClauseOperation clause, Node value) => clause switch
    {
        ISingleValueCaseClauseOperation single =>
            new Node.Compare(Value.RelationKind.Equal, value, Lower(single.Value) ?? Opaque(single.Value)),
        IPatternCaseClauseOperation { Guard: null } pattern => Pattern(pattern.Pattern, value),
        IPatternCaseClauseOperation pattern =>
            new Node.Logical(isAnd: true, Pattern(pattern.Pattern, value), Lower(pattern.Guard) ?? Opaque(pattern.Guard!)),
        _ => null,
    };

    private Node SwitchExpression(ISwitchExpressionOperation operation)
    {
        var temporary = new Node.Temporary(NextSite());
        var value = Lower(operation.Value) ?? Opaque(operation.Value);
        var arms = operation.Arms.Select(arm =>
        {
            var condition = Pattern(arm.Pattern, temporary);
            if (arm.Guard is not null)
            {
                condition = new Node.Logical(isAnd: true, condition, Lower(arm.Guard) ?? Opaque(arm.Guard));
            }

            return ((Node?)condition, Lower(arm.Value));
        });
        return new Node.Sequence([new Node.Assign(temporary, value, operation.Syntax.GetLocation()),
            new Node.Choice(temporary, [.. arms], isExhaustive: true)]);
    }

    private Node Pattern(IPatternOperation pattern, Node value)
    {
        switch (pattern)
        {
            case IConstantPatternOperation constant:
                return new Node.Compare(Value.RelationKind.Equal, value, Lower(constant.Value) ?? Opaque(constant.Value));
            case INegatedPatternOperation negated:
                return new Node.Not(Pattern(negated.Pattern, value));
            case IDeclarationPatternOperation { DeclaredSymbol: { } symbol }:
                return new Node.Sequence([new Node.Assign(new Node.Variable(symbol), value, pattern.Syntax.GetLocation()), NotNull(value)]);
            case IRecursivePatternOperation { DeconstructionSubpatterns.Length: 0, PropertySubpatterns.Length: 0 } recursive:
                return recursive.DeclaredSymbol is null ? NotNull(value)
                    : new Node.Sequence([new Node.Assign(new Node.Variable(recursive.DeclaredSymbol), value,
                        pattern.Syntax.GetLocation()), NotNull(value)]);
            case IBinaryPatternOperation binary:
                return new Node.Logical(binary.OperatorKind == BinaryOperatorKind.And, Pattern(binary.LeftPattern, value),
                    Pattern(binary.RightPattern, value));
            case IDiscardPatternOperation:
                return new Node.Constant(true);
            case IRelationalPatternOperation relational:
                var bound = Lower(relational.Value) ?? Opaque(relational.Value);
                return Relational(relational.OperatorKind, value, bound);
            default:
                return OpaqueWith(LowerAll(pattern.ChildOperations.OfType<IPropertySubpatternOperation>()), null);
        }
    }

    private static Node Relational(BinaryOperatorKind kind, Node left, Node right) => kind switch
    {
        BinaryOperatorKind.LessThan => new Node.Compare(Value.RelationKind.Less, left, right),
        BinaryOperatorKind.GreaterThan => new Node.Compare(Value.RelationKind.Less, right, left),
        BinaryOperatorKind.LessThanOrEqual => new Node.Not(new Node.Compare(Value.RelationKind.Less, right, left)),
        BinaryOperatorKind.GreaterThanOrEqual => new Node.Not(new Node.Compare(Value.RelationKind.Less, left, right)),
        BinaryOperatorKind.NotEquals => new Node.Not(new Node.Compare(Value.RelationKind.Equal, left, right)),
        _ => new Node.Compare(Value.RelationKind.Equal, left, right),
    };

    private static Node NotNull(Node value) => new Node.Not(new Node.Compare(Value.RelationKind.Equal, value, new Node.Constant(null)));
}
