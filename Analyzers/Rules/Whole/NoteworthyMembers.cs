using Hmm.Analyzers.Declarations;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Whole;

/// <summary>Which members' values are remembered.</summary>
internal static class NoteworthyMembers
{
    /// <summary>Delegates, tasks, threads and what else stands for code.</summary>
    public static bool MayHoldCode(ISymbol member) => PathResolver.TypeOf(member) is { } type
        && (type.TypeKind == TypeKind.Delegate || Knowledge.FrameworkTable.IsFramework(type));

    /// <summary>Objects whose identity or class may matter: anything but data.</summary>
    public static bool Contains(ISymbol member) =>
        PathResolver.TypeOf(member) is { IsReferenceType: true, SpecialType: not SpecialType.System_String } type
        ? type is not IArrayTypeSymbol { ElementType.IsValueType: true }
        : PathResolver.TypeOf(member) is { Name: "SpinLock" or "CancellationTokenRegistration" or "Scope" or "ValueTask" };
}
