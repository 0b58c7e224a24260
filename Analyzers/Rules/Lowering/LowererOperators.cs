using Hmm.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hmm.Analyzers.Lowering;

/// <content>Operators, conversions and texts, which may run code of their own.</content>
internal sealed partial class Lowerer
{
    private Node? Binary(IBinaryOperation binary)
    {
        var (left, right) = (binary.LeftOperand, binary.RightOperand);
        if (binary.OperatorMethod is { } method && method.ContainingType.SpecialType != SpecialType.System_String)
        {
            var call = Operator(method, [left, right], binary);
            if (call is not null || binary.OperatorKind is not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals))
            {
                return OpaqueWith(Join(Lower(left), Lower(right), call), binary.Type);
            }
        }

        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.And or BinaryOperatorKind.Or
                when binary.Type?.SpecialType == SpecialType.System_Boolean:
                var isAnd = binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And;
                return new Node.Logical(isAnd, Lower(left) ?? Opaque(left), Lower(right) ?? Opaque(right));
            case BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.LessThan
                or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual:
                return Relational(binary.OperatorKind, Lower(left) ?? Opaque(left), Lower(right) ?? Opaque(right));
            default:
                return OpaqueWith(Join(Lower(left), Lower(right), Text(left, binary), Text(right, binary)), binary.Type);
        }
    }

    // Joining an object to a string runs its ToString.
    private Node? Text(IOperation operand, IBinaryOperation binary) =>
        binary.Type?.SpecialType == SpecialType.System_String && binary.OperatorKind == BinaryOperatorKind.Add ? ToText(operand) : null;

    private Node? ToText(IOperation operand)
    {
        var inner = operand is IConversionOperation { OperatorMethod: null } conversion ? conversion.Operand : operand;
        if (inner.Type is not { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } type
            || !type.Locations.Any(l => l.IsInSource))
        {
            return null;
        }

        for (ITypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            if (at.GetMembers("ToString").OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.Length == 0) is { } method)
            {
                return at.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType ? null
                    : new Node.Call(method, Lower(inner), [], operand.Syntax.GetLocation(), NextSite()) { IsVirtual = true };
            }
        }

        return null;
    }

    private Node Interpolation(IInterpolatedStringOperation text)
    {
        var nodes = text.Parts.OfType<IInterpolationOperation>().SelectMany(p => new[] { Lower(p.Expression), ToText(p.Expression) });
        return OpaqueWith(Join([.. nodes]), text.Type);
    }

    private Node? Operator(IMethodSymbol? method, IReadOnlyList<IOperation> operands, IOperation operation) =>
        method is null || !method.Locations.Any(l => l.IsInSource) ? null
            : new Node.Call(method, null, [.. operands.Select(Lower)], operation.Syntax.GetLocation(), NextSite());

    private Node? Conversion(IConversionOperation conversion)
    {
        var operand = Lower(conversion.Operand);
        if (conversion.OperatorMethod is { } method)
        {
            return OpaqueWith(Join(operand, Operator(method, [conversion.Operand], conversion)), conversion.Type);
        }

        var (from, to) = (conversion.Operand.Type, conversion.Type);
        var flaw = from is { IsValueType: true } && to is { IsReferenceType: true } && !conversion.Operand.ConstantValue.HasValue
            ? "a boxed copy" : IsLock(from) && to is { IsReferenceType: true }
                && !IsLock(to) ? "a System.Threading.Lock converted to another type" : null;
        return flaw is null ? operand
            : new Node.Opaque(operand ?? Opaque(conversion.Operand), to, NextSite()) { Flaw = flaw, At = conversion.Syntax.GetLocation() };
    }

    private static bool IsLock(ITypeSymbol? type) => PrimitiveTable.FamilyOf(type) == Primitive.Lock;
}
