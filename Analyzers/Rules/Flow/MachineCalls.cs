using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Knowledge;
using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Calls of bodies of this compilation and of everything else.</content>
internal sealed partial class Machine
{
    private List<Outcome>? Action(Node node, State state)
    {
        switch (node)
        {
            case Node.Call call:
                return Call(call, state);
            case Node.New creation:
                return Create(creation, state);
            case Node.Lambda lambda:
                return [new(state, new Value.Code(lambda.Body, null, Self, []))];
            case Node.MethodGroup group:
                return Then(group.Receiver, state, o =>
                    [new(o.State, new Value.Code(null, group.Method, group.Receiver is null ? Value.Unknown : o.Value, []))]);
            case Node.Invoke invoke:
                return Invoke(invoke, state);
            case Node.Subscribe subscribe:
                return Subscribe(subscribe, state);
            case Node.Suspend suspend:
                return Suspend(suspend, state);
            case Node.Primitive primitive:
                return Primitive(primitive, state);
            case Node.Dispose dispose:
                return Then(dispose.Value, state, o => Dispose(dispose, o));
            case Node.Member member:
                return Load(member, state);
            case Node.Assign assign:
                return Assign(assign, state);
            case Node.Steps list:
                return RunSteps(list, state);
            default:
                return null;
        }
    }

    private List<Outcome> Call(Node.Call call, State state)
    {
        var all = EvaluateAll([call.Receiver, .. call.Arguments], state);
        NoteFragments(call, all);
        return [.. all.SelectMany(r => Call(call, r.State, call.Receiver is null ? Value.Unknown : r.Values[0], r.Values.RemoveAt(0)))];
    }

    private List<Outcome> Call(Node.Call call, State state, Value receiver, Items<Value> arguments)
    {
        var method = call.Method;
        if (call.Effect != FrameworkEffect.None)
        {
            return [.. Framework(call, state, receiver, arguments)];
        }

        if (receiver is Value.Guard guard && method.Name is "Dispose" or "Exit" or "Release" or "DisposeAsync")
        {
            return [new(Release(guard, state, call.At), Value.Unknown)];
        }

        var contract = Declarations.ContractOf(method);
        var self = method.IsStatic ? Value.Unknown : method.MethodKind == MethodKind.LocalFunction ? Self : receiver;
        state = Require(contract, method, self, arguments, state, call.At);
        state = Initialize(method, state, call.At);
        var targets = world.TargetsOf(method, call.IsVirtual, receiver);
        if (targets.Length == 0)
        {
            return contract.IsEmpty && world.FactsOf(method) is { } facts ? Foreign(call, facts, state, self, arguments)
                : External(call, contract, state, receiver, arguments);
        }

        var code = new Value.Code(null, method, self, arguments);
        if (targets[0].IsIterator && !call.IsEnumerated)
        {
            return [new(state, new Value.Work(Value.WorkTiming.Deferred, [code], isComplete: true))];
        }

        var outcomes = Apply(targets, method, self, arguments, state, call.At, call.Site, contract, call.IsUnused);
        return targets[0].IsAsynchronous && !call.Method.ReturnsVoid
            ? [.. outcomes.Select(o =>
                new Outcome(Settle(o.State, state), new Value.Work(Value.WorkTiming.Asynchronous, [code], isComplete: true)))]
            : outcomes;
    }

    // A task's locks are gained when it is awaited, not when it is started.
    private static State Settle(State after, State before) => after with { Held = before.Held, Released = before.Released };

    private List<Outcome> External(Node.Call call, Contract contract, State state, Value receiver, Items<Value> arguments)
    {
        var method = call.Method;
        var isSource = method.Locations.Any(l => l.IsInSource);
        var runsNow = Code.Options.RunsNow(method);
        IReadOnlyList<State> states = [state];
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = i < method.Parameters.Length ? method.OriginalDefinition.Parameters[i] : null;
            var now = runsNow || (parameter is not null && Declarations.RunsNow(parameter) == true);
            foreach (var code in CodeOf(arguments[i]))
            {
                record.Hand(code, now);
                states = now ? [.. states.SelectMany(s => RunCode(code, s, call.At, []).Select(o => o.State))] : states;
            }
        }

        var result = new List<Outcome>();
        foreach (var at in states)
        {
            var next = EscapeAll(at, arguments);
            if (!IsHarmless(method, contract))
            {
                exits.Throw(next, call.At);
                record.MayThrow();
            }

            next = isSource && !world.IsWhole && !contract.HasEffect ? next with { IsUncertain = true } : next;
            result.AddRange(Effects(contract, method, receiver, arguments, Forgetful(method, next), call.At,
                ResultOf(call, receiver, arguments, next), call.IsUnused));
        }

        return result;
    }

    private bool IsHarmless(IMethodSymbol method, Contract contract) => FrameworkTable.IsHarmless(method)
        || (contract.HasEffect && !contract.Items.Any(i => i.Clause == Contract.Clause.Excludes))
        || (world.IsWhole && method.Locations.Any(l => l.IsInSource) && !method.IsAbstract && !method.IsVirtual && !method.IsExtern
            && method.MethodKind is not MethodKind.DelegateInvoke)
        || method.ContainingType?.Name.EndsWith("Attribute", StringComparison.Ordinal) == true;

    private static State Forgetful(IMethodSymbol method, State state) => FrameworkTable.IsHarmless(method) ? state
        : state.Forget(IsMutable);

    private static bool IsMutable(Value value) => value switch
    {
        Value.Member { Symbol: IFieldSymbol field } => !field.IsReadOnly && !field.IsConst,
        Value.Static { Symbol: IFieldSymbol field } => !field.IsReadOnly && !field.IsConst,
        Value.Member { Symbol: IPropertySymbol property } => property.SetMethod is { IsInitOnly: false },
        Value.Static { Symbol: IPropertySymbol property } => property.SetMethod is { IsInitOnly: false },
        _ => false,
    };

    private Value ResultOf(Node.Call call, Value receiver, Items<Value> arguments, State state)
    {
        var method = call.Method;
        if (method.ReturnsVoid)
        {
            return Value.Unknown;
        }

        if (method.Name is "GetHashCode" or "GetType"
            || method.ReturnType.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Boolean)
        {
            return new Value.Result(method.OriginalDefinition, method.IsStatic ? arguments : [receiver, .. arguments]);
        }

        if (method.Name is "GetOrAdd" or "GetValue" or "GetOrCreateValue" && arguments.Length > 0
            && receiver is Value.Member or Value.Static or Value.Variable && FrameworkTable.IsFramework(method.ContainingType))
        {
            return new Value.Element(receiver, arguments[0]);
        }

        if (method.Name is "ToArray" or "ToList" && (Contents(state, receiver) ?? Resolve(receiver)) is var contents
            && contents is Value.Group or Value.Work)
        {
            return contents;
        }

        if (method.Name == "Nest" && method.ContainingType.Name == "LockOrder" && arguments.Length > 0)
        {
            return new Value.Declared(arguments[0]);
        }

        var isFresh = method.Name is "ToArray" or "ToList" or "Clone" or "MemberwiseClone"
            && FrameworkTable.IsFramework(method.ContainingType);
        return new Value.Product(call.Site, isEarlier: false, method.ReturnType, $"{method.Name}()")
        {
            Flaw = isFresh ? "a new object every time" : null,
        };
    }

    private List<Outcome> Create(Node.New node, State state)
    {
        var results = new List<Outcome>();
        foreach (var (at, arguments) in EvaluateAll(node.Arguments, state))
        {
            var product = new Value.Product(node.Site, isEarlier: false, node.Type, $"new {node.Type.Name}")
            {
                Origin = node,
                Arguments = arguments,
            };
            var aged = loopDepth > 0 ? Age(at, product) : at;
            foreach (var outcome in Construct(node, aged, product, arguments))
            {
                var before = subject;
                subject = outcome.Value;
                results.AddRange(Run(node.Initializer, [outcome.State]).Select(s => new Outcome(s, outcome.Value)));
                subject = before;
            }
        }

        return results;
    }

    private List<Outcome> Construct(Node.New node, State state, Value.Product product, Items<Value> arguments)
    {
        if (node.Constructor is not { } constructor)
        {
            return [new(state, product)];
        }

        if (FrameworkCreation(node, state, arguments) is { } known)
        {
            return known;
        }

        var contract = Declarations.ContractOf(constructor);
        state = Require(contract, constructor, product, arguments, state, node.At);
        state = Initialize(constructor, state, node.At);
        state = EscapeAll(state, arguments);
        var targets = world.TargetsOf(constructor, isVirtual: false, Value.Unknown);
        if (targets.Length == 0)
        {
            arguments.SelectMany(CodeOf).ToList().ForEach(c => record.Hand(c, now: false));
            return [.. Effects(contract, constructor, product, arguments, state, node.At, product, isUnused: false).Select(o =>
                Adopt(node, o.State, contract, product, arguments))];
        }

        return [.. Apply(targets, constructor, product, arguments, state, node.At, node.Site, contract)
            .Select(o => Adopt(node, o.State, contract, product, arguments))];
    }
}
