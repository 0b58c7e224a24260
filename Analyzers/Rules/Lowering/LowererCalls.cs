using Hmm.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hmm.Analyzers.Lowering;

/// <content>Calls, creations and lock primitives.</content>
internal sealed partial class Lowerer
{
    private Node? Invocation(IInvocationOperation call, bool isUnused)
    {
        var method = call.TargetMethod;
        if (LowerPrimitive(call, isUnused) is { } primitive)
        {
            isRelevant = true;
            return primitive;
        }

        var receiver = call.Instance is null ? null : Lower(call.Instance) ?? Opaque(call.Instance);
        var arguments = Arguments(call.Arguments, method.Parameters.Length);
        var at = call.Syntax.GetLocation();
        if (method.MethodKind == MethodKind.DelegateInvoke && receiver is not null)
        {
            isRelevant = true;
            return new Node.Invoke(receiver, arguments, at) { Signature = method };
        }

        var effect = FrameworkTable.EffectOf(method);
        isRelevant |= Matters(effect);
        isRelevant |= !code.Declarations.ContractOf(method).IsEmpty;
        if (effect == FrameworkEffect.Adds && receiver is Node.Member { Symbol: { } collection }
            && arguments.LastOrDefault(a => a is not null) is { } added)
        {
            code.NoteElement(collection, added, body);
        }

        code.NoteArguments(method, arguments, body);
        Node result = new Node.Call(method, receiver, arguments, at, NextSite())
        {
            IsVirtual = call.IsVirtual,
            IsUnused = isUnused,
            Effect = effect,
        };
        return AfterReferences(result, call.Arguments, effect);
    }

    // Effects that only pass values on matter where something else makes the body matter.
    private static bool Matters(FrameworkEffect effect) => effect is
        FrameworkEffect.RunsNow or FrameworkEffect.RunsAndWaits or FrameworkEffect.Waits or FrameworkEffect.WaitsForSignal
        or FrameworkEffect.Signals or FrameworkEffect.SignalsAfter or FrameworkEffect.Completes or FrameworkEffect.Registers
        or FrameworkEffect.Cancels or FrameworkEffect.Sleeps or FrameworkEffect.Stops;

    // What is passed by reference may come back as anything.
    private Node AfterReferences(Node call, IReadOnlyList<IArgumentOperation> arguments, FrameworkEffect effect)
    {
        var nodes = new List<Node?> { call };
        foreach (var argument in arguments.Where(a => a.Parameter is { RefKind: RefKind.Ref or RefKind.Out }))
        {
            if (Lower(argument.Value) is Node.Variable or Node.Member or Node.Element && effect != FrameworkEffect.Exchanges)
            {
                nodes.Add(new Node.Assign(Lower(argument.Value)!, null,
                    argument.Syntax.GetLocation()) { IsCompound = argument.Parameter!.RefKind == RefKind.Ref });
            }
        }

        if (effect == FrameworkEffect.Exchanges && arguments.Count > 1 && Lower(arguments[0].Value) is { } target)
        {
            var value = Lower(arguments[1].Value);
            if (target is Node.Member { Symbol: { } member } && value is not null)
            {
                code.NoteValue(member, value, body, arguments[0].Syntax.GetLocation());
            }

            nodes.Add(new Node.Assign(target, value, arguments[0].Syntax.GetLocation()) { IsCompound = true, IsAtomic = true });
            return new Node.Sequence([call, nodes[1]!, target]);
        }

        return nodes.Count == 1 ? call : new Node.Both(call, Join([.. nodes.Skip(1)])!);
    }

    private Items<Node?> Arguments(IReadOnlyList<IArgumentOperation> arguments, int count)
    {
        if (count == 0)
        {
            return [];
        }

        var nodes = new Node?[count];
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter && parameter.Ordinal < count)
            {
                nodes[parameter.Ordinal] = Lower(argument.Value);
            }
        }

        return [.. nodes];
    }

    private Node? Indexer(IPropertyReferenceOperation indexer)
    {
        var receiver = indexer.Instance is null ? null : Lower(indexer.Instance) ?? Opaque(indexer.Instance);
        var arguments = Arguments(indexer.Arguments, indexer.Property.Parameters.Length);
        if (!indexer.Property.Locations.Any(l => l.IsInSource) && receiver is not null)
        {
            return new Node.Element(receiver, arguments.FirstOrDefault());
        }

        return indexer.Property.GetMethod is { } getter && !IsOnlyWritten(indexer)
            ? new Node.Call(getter, receiver, arguments, indexer.Syntax.GetLocation(), NextSite())
            {
                IsVirtual = getter.IsVirtual || getter.IsAbstract || getter.IsOverride,
            }
            : Join(receiver);
    }

    private static bool IsOnlyWritten(IOperation operation) => operation.Parent is ISimpleAssignmentOperation assignment
        && assignment.Target == operation;

    private Node? IndexerSet(IPropertyReferenceOperation indexer, Node value)
    {
        var receiver = indexer.Instance is null ? null : Lower(indexer.Instance) ?? Opaque(indexer.Instance);
        if (indexer.Property.SetMethod is not { } setter)
        {
            return receiver;
        }

        if (receiver is Node.Member { Symbol: { } collection } && FrameworkTable.IsFramework(setter.ContainingType))
        {
            code.NoteElement(collection, value, body);
        }

        var arguments = Arguments(indexer.Arguments, setter.Parameters.Length).SetItem(setter.Parameters.Length - 1, value);
        return new Node.Call(setter, receiver, arguments, indexer.Syntax.GetLocation(), NextSite())
        {
            IsVirtual = setter.IsVirtual || setter.IsAbstract || setter.IsOverride,
        };
    }

    // Properties of the framework with a meaning for locking: Task.Result, Lazy.Value, IsWriteLockHeld.
    private Node? PropertyCall(IPropertyReferenceOperation property)
    {
        if (property.Property.GetMethod is not { } getter || property.Property.Locations.Any(l => l.IsInSource))
        {
            return null;
        }

        var receiver = property.Instance is null ? null : Lower(property.Instance) ?? Opaque(property.Instance);
        if (PrimitiveTable.Find(getter) is { } row && receiver is not null)
        {
            isRelevant = true;
            return new Node.Primitive(row.Action, row.Family, receiver, property.Syntax.GetLocation())
            {
                Mode = row.Mode,
                LockType = property.Instance!.Type,
                Name = property.Property.Name,
            };
        }

        var effect = FrameworkTable.EffectOf(getter);
        isRelevant |= effect == FrameworkEffect.Waits;
        return effect == FrameworkEffect.None ? null
            : new Node.Call(getter, receiver, [], property.Syntax.GetLocation(), NextSite()) { Effect = effect };
    }

    private Node Creation(IObjectCreationOperation creation)
    {
        var arguments = creation.Constructor is { } constructor ? Arguments(creation.Arguments, constructor.Parameters.Length) : [];
        if (creation.Type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type)
        {
            creates.Add(type.OriginalDefinition);
        }

        var node = new Node.New(creation.Type!, creation.Constructor, arguments, creation.Syntax.GetLocation(), NextSite())
        {
            Initializer = Lower(creation.Initializer),
        };
        code.NoteCreation(node, body);
        if (creation.Constructor is not null)
        {
            code.NoteArguments(creation.Constructor, arguments, body);
            isRelevant |= !code.Declarations.ContractOf(creation.Constructor).IsEmpty || code.IsGuardType(creation.Type!);
        }

        return AfterReferences(node, creation.Arguments, FrameworkEffect.None);
    }
}
