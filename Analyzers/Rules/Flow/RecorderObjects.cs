using Hmm.Analyzers.Knowledge;
using Hmm.Analyzers.Lowering;
using Hmm.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Which objects are locked on, and what happens to them.</content>
internal sealed partial class Recorder
{
    /// <summary>An object is locked on.</summary>
    public void Object(Lock @lock, Node.Primitive node)
    {
        if (@lock.Value is Value.Member { Symbol: IFieldSymbol { IsReadOnly: false } field }
            && node.Family is Primitive.Monitor or Primitive.Lock)
        {
            result.LockedMembers.Add((field, node.At));
        }
        else if (@lock.Value is Value.Static { Symbol: IFieldSymbol { IsReadOnly: false } shared }
            && node.Family is Primitive.Monitor or Primitive.Lock)
        {
            result.LockedMembers.Add((shared, node.At));
        }

        if (FlawOf(@lock, node) is not { } flaw)
        {
            return;
        }

        Report(Rules.UnsuitableObject, node.At, [], isLive: world.IsWhole, flaw);
        if (@lock.Value is Value.Product { FlawAt: { } made }
            && made.GetLineSpan().StartLinePosition.Line != node.At.GetLineSpan().StartLinePosition.Line)
        {
            Report(Rules.UnsuitableObject, made, [node.At], isLive: world.IsWhole, flaw);
        }
    }

    /// <summary>The task of an acquisition is made, or awaited.</summary>
    public void Pending(Lock @lock, Node.Primitive node, bool isAwaited)
    {
        result.Pending.TryGetValue(node.At, out var known);
        result.Pending[node.At] = (@lock, known.IsAwaited || isAwaited);
    }

    /// <summary>A member is given another value.</summary>
    public void Replaced(State state, Value path, Value value, Location at)
    {
        if (path.Equals(value) || (value.Equals(Value.Constant.Null) && state.LastIndex(h => h.Lock.Value.Equals(path)) < 0))
        {
            return;
        }

        if (state.LastIndex(h => h.Lock.Value.Equals(path)) is >= 0 and var index)
        {
            Report(Rules.ReplacedWhileHeld, at, [state.Held[index].At], !state.IsUncertain, path.Display);
        }

        var symbol = path is Value.Member m ? m.Symbol : path is Value.Static s ? s.Symbol : null;
        var isNull = state.Facts.TryGetValue(new Value.Comparison(Value.RelationKind.Equal, path, Value.Constant.Null), out var truth)
            && truth;
        var isUnshared = path is Value.Member { Owner: Value.Product { IsNew: true } made } && !state.Escaped.Contains(made);
        if (symbol is IFieldSymbol && !body.IsConstructor && !isNull && !isUnshared)
        {
            result.Reassigned.Add((symbol, at));
        }
    }

    private string? FlawOf(Lock @lock, Node.Primitive node)
    {
        var value = @lock.Value;
        if (value is Value.Product { Flaw: { } flaw })
        {
            return flaw;
        }

        if (node.Family == Primitive.Spin)
        {
            return FlawOfSpin(node, value);
        }

        if (node.Family is not (Primitive.Monitor or Primitive.Lock))
        {
            return null;
        }

        if (node.LockType is { SpecialType: SpecialType.System_String } || value is Value.Constant { Content: string })
        {
            return "a string, which other code may share,";
        }

        return FlawOfObject(value, node) ?? (node.LockType is { IsValueType: true } && node.LockType.TypeKind != TypeKind.TypeParameter
            ? "a boxed copy" : null);
    }

    private string? FlawOfObject(Value value, Node.Primitive node) => value switch
    {
        Value.Product { IsNew: true } product when !escapedEver.Contains(product) && !body.Captured.Contains(NameOf(product)) =>
            IsOwnCreation(product) ? "a new object that no other thread can know" : "a new object every time",
        Value.TypeObject type when !IsOwn(type.Type) => $"typeof({type.Type.Name}), which other code may share,",
        Value.Static { Symbol.Name: "CurrentThread" } => "the current thread's own object",
        Value.Member { Symbol: { Name: "Value", ContainingType.Name: "ThreadLocal" or "AsyncLocal" } } => "an object of the current thread",
        Value.Static { Symbol: IFieldSymbol field } when field.GetAttributes().Any(a =>
            a.AttributeClass?.Name == "ThreadStaticAttribute") =>
            $"'{field.Name}', of which each thread has its own,",
        _ => node.LockType is { TypeKind: TypeKind.Enum } ? "a boxed copy" : null,
    };

    private bool IsOwnCreation(Value.Product product) => product.Origin is { } origin && origin.At.SourceTree == body.At.SourceTree
        && body.At.SourceSpan.Contains(origin.At.SourceSpan);

    // The variable that a new object was put into, if a lambda has captured it.
    private ISymbol NameOf(Value.Product product) => names.TryGetValue(product.Site, out var symbol) ? symbol : body.Owner;

    private readonly Dictionary<int, ISymbol> names = [];

    public void Named(Value.Product product, ISymbol variable)
    {
        if (!names.ContainsKey(product.Site) || body.Captured.Contains(variable))
        {
            names[product.Site] = variable;
        }
    }

    // A type that nobody else can name.
    private static bool IsOwn(ITypeSymbol type) => type.DeclaredAccessibility == Accessibility.Private;

    // A spin lock is a value: a copy is another lock.
    private static string? FlawOfSpin(Node.Primitive node, Value value) => node.Target switch
    {
        Node.Variable { Symbol: ILocalSymbol { IsRef: false } } when value is Value.Member or Value.Static or Value.Element =>
            "a copy of a SpinLock",
        Node.Variable { Symbol: IParameterSymbol { RefKind: RefKind.None } } => "a copy of a SpinLock",
        Node.Member { Symbol: IFieldSymbol { IsReadOnly: true } } => "a copy of a readonly SpinLock",
        Node.Member { Symbol: IPropertySymbol { RefKind: RefKind.None } } => "a copy of a SpinLock",
        Node.Call { Method.RefKind: RefKind.None } => "a copy of a SpinLock",
        _ => null,
    };
}
