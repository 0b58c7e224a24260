using System.Collections.Immutable;
using Hmm.Model.Exploring.Steps;
using Hmm.Model.Locking;
using Hmm.Model.Operations;

namespace Hmm.Properties.Exploring.Steps;

/// <summary>Protocols of <see cref="Sums"/>.</summary>
internal static class SumProtocols
{
    private const int Most = 7;

    public static readonly LockClass Left = new(0, "left", 0, LockKind.Sleeping, 0, 1, "the sum");
    public static readonly LockClass Right = new(1, "right", 1, LockKind.Sleeping, 1, 1, "nothing");

    /// <summary>Both actors read the sum and write it back with one more, under the left lock or without any.</summary>
    public static StepProtocol<Sums> Adding(bool isLocked) => Of([new("add", Role.Thread,
    [
        isLocked ? Take(Left) : new() { Label = "take no lock" },
        new() { Label = "read", Effect = static (ref world, actor, _) => Sums.Of(ref world, actor).Seen = world.Sum },
        new()
        {
            Label = "write",
            Effect = static (ref world, actor, _) =>
                world.Sum = (byte)((Sums.Of(ref world, actor).Seen + Sums.Of(ref world, actor).Amount) & Most),
        },
        isLocked ? Release(Left) : new() { Label = "release no lock" },
    ])], "add", "add");

    /// <summary>One actor takes the left lock and then the right one, the other the other way round.</summary>
    public static StepProtocol<Sums> Crossing() => Of(
        [
            new("forth", Role.Thread, [Take(Left), Take(Right), Release(Right), Release(Left)]),
            new("back", Role.Thread, [Take(Right), Take(Left), Release(Left), Release(Right)]),
        ], "forth", "back");

    /// <summary>A protocol of two actors that call an operation each.</summary>
    public static StepProtocol<Sums> Of(ImmutableArray<Operation<Sums>> operations, params string[] calls)
    {
        var registers = new Sums.Actor { Position = 15, Amount = 1, Seen = Most };
        return new StepProtocol<Sums>
        {
            Plan = new Plan<Sums>(operations),
            Start = default,
            Bits = new Sums { First = registers, Second = registers, Left = 3, Right = 3, Sum = Most },
            Actors = [.. calls.Select(static (call, i) => new StepActor($"a{i}", [new StepCall(call, 1, "one")]))],
            Guards = [new StepGuard<Sums>(Left, 0, new Sums { Sum = Most }, default)],
        };
    }

    private static Step<Sums> Take(LockClass lockClass) => new()
    {
        Label = $"take {lockClass}",
        Takes = [new(lockClass)],
        Guard = (ref world, _) => Holder(ref world, lockClass) == 0,
        Effect = (ref world, actor, _) => Holder(ref world, lockClass) = (byte)(actor + 1),
    };

    private static Step<Sums> Release(LockClass lockClass) => new()
    {
        Label = $"release {lockClass}",
        Releases = [new(lockClass)],
        Effect = (ref world, _, _) => Holder(ref world, lockClass) = 0,
    };

    private static ref byte Holder(ref Sums world, LockClass lockClass) => ref lockClass == Left ? ref world.Left : ref world.Right;
}
