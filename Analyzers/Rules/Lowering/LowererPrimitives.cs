using Hmm.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hmm.Analyzers.Lowering;

/// <content>Lock primitives.</content>
internal sealed partial class Lowerer
{
    private Node? LowerPrimitive(IInvocationOperation call, bool isUnused)
    {
        if (PrimitiveTable.Find(call.TargetMethod) is not { } row)
        {
            return code.Options.LockMethodOf(call.TargetMethod) is { } listed ? Listed(call, listed) : null;
        }

        var target = call.TargetMethod.IsStatic ? call.Arguments.FirstOrDefault()?.Value : call.Instance;
        if (target is null || (row.Family == Primitive.Mutex && target.Type?.Name is not ("Mutex" or "Semaphore")))
        {
            return null;
        }

        var family = target.Type?.Name == "Semaphore" ? Primitive.Semaphore : row.Family;
        var attempt = AttemptOf(call, row);
        var taken = call.Arguments.FirstOrDefault(a => a.Parameter is { RefKind: RefKind.Ref, Name: "lockTaken" });
        return new Node.Primitive(row.Action, family, Target(target), call.Syntax.GetLocation())
        {
            Mode = row.Mode,
            Attempt = attempt,
            IsCancellable = row.Action == LockAction.Acquire && IsCancellable(call),
            IsAsynchronous = row.IsAsynchronous,
            IsScoped = row.IsScoped,
            Taken = taken is null ? null : Lower(taken.Value),
            IsUnused = isUnused,
            Times = TimesOf(call),
            Name = $"{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}",
            LockType = Unconverted(target).Type,
            Site = NextSite(),
        };
    }

    private static int TimesOf(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "releaseCount") is { } count
            ? count.Value.ConstantValue.Value as int? ?? 0 : 1;

    private Node Target(IOperation target) => Lower(target) ?? Opaque(target);

    private static IOperation Unconverted(IOperation operation) =>
        operation is IConversionOperation { OperatorMethod: null, Operand.Type.IsReferenceType: true } conversion
            ? Unconverted(conversion.Operand) : operation;

    private Node Listed(IInvocationOperation call, LockAction action)
    {
        var target = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        return new Node.Primitive(action, Primitive.Monitor, target is null ? Opaque(call) : Target(target), call.Syntax.GetLocation())
        {
            Name = $"{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}",
            LockType = target?.Type,
            Site = NextSite(),
        };
    }

    private static LockAttempt AttemptOf(IInvocationOperation call, PrimitiveTable.Row row)
    {
        if (row.Action is not (LockAction.Acquire or LockAction.Wait))
        {
            return LockAttempt.Blocks;
        }

        var timeout = call.Arguments.FirstOrDefault(a => a.Parameter is { RefKind: RefKind.None } p
            && (p.Name.Contains("imeout") || p.Type.Name == "TimeSpan"));
        if (timeout is null || (timeout.IsImplicit && row.Attempt == LockAttempt.Blocks))
        {
            return row.Attempt;
        }

        return timeout.Value.ConstantValue switch
        {
            { HasValue: true, Value: 0 } => LockAttempt.Tries,
            { HasValue: true, Value: -1 } => LockAttempt.Blocks,
            _ when IsNamed(timeout.Value, "Zero") => LockAttempt.Tries,
            _ when IsNamed(timeout.Value, "InfiniteTimeSpan") || IsNamed(timeout.Value, "Infinite") => LockAttempt.Blocks,
            _ => row.Family == Primitive.ReaderWriter ? LockAttempt.Blocks : LockAttempt.Timed,
        };
    }

    private static bool IsNamed(IOperation operation, string name) => operation is IFieldReferenceOperation field
        && field.Field.Name == name;

    private static bool IsCancellable(IInvocationOperation call) => call.Arguments.Any(a =>
        a.Parameter?.Type.Name == "CancellationToken" && !a.IsImplicit
        && a.Value is not (IDefaultValueOperation or IPropertyReferenceOperation { Property.Name: "None" }));
}
