using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Declarations;

/// <summary>What all locks that obey one place in the order have in common: a declared class, a member, a type or a place of
/// creation.</summary>
internal sealed class LockClassId(string key, string display, LockClassInfo? declared, bool isSingle) : IEquatable<LockClassId>
{
    /// <summary>Identity, and the order in which classes are listed.</summary>
    public string Key { get; } = key;

    public string Display { get; } = display;

    public LockClassInfo? Declared { get; } = declared;

    /// <summary>Whether there is only one lock of the class.</summary>
    public bool IsSingle { get; } = isSingle;

    /// <summary>The name under which orders know it.</summary>
    public string OrderName => Declared?.Name ?? Key;

    /// <summary>Whether nothing but the place of use names it, so that no two bodies can mean the same one.</summary>
    public bool IsLocal => Key.StartsWith("local:", StringComparison.Ordinal);

    public bool IsInitializer => Key.StartsWith("initializer:", StringComparison.Ordinal);

    public bool Equals(LockClassId? other) => other is not null && other.Key == Key;

    public override bool Equals(object? obj) => Equals(obj as LockClassId);

    public override int GetHashCode() => Key.GetHashCode();

    public override string ToString() => Display;

    /// <summary>The key of an undeclared member.</summary>
    public static string KeyOf(ISymbol member) => "member:" + member.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType));
}
