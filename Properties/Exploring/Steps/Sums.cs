using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hmm.Model.Exploring.Steps;
using Hmm.Model.Locking;

namespace Hmm.Properties.Exploring.Steps;

/// <summary>A small world: two actors, two locks, a sum that both add to.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Sums : IStepWorld<Sums>
{
    public Actor First;
    public Actor Second;

    /// <summary>Who holds each lock, one more than its number.</summary>
    public byte Left;
    public byte Right;
    public byte Sum;
    private readonly byte spare;
    private readonly uint spares;

    public static ref ushort Position(ref Sums world, int actor) => ref Of(ref world, actor).Position;

    public static void Begin(ref Sums world, int actor, int argument) => Of(ref world, actor).Amount = (byte)argument;

    public static void End(ref Sums world, int actor) => Of(ref world, actor) = default;

    public static int HeldLock(ref Sums world, int actor, LockClass lockClass) => world.Left == actor + 1 ? 0 : -1;

    internal static ref Actor Of(ref Sums world, int actor) => ref actor == 0 ? ref world.First : ref world.Second;

    internal static Sums All()
    {
        var all = default(Sums);
        Unsafe.InitBlock(ref Unsafe.As<Sums, byte>(ref all), 0xFF, (uint)Unsafe.SizeOf<Sums>());
        return all;
    }

    /// <summary>An actor's registers.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Actor
    {
        public ushort Position;
        public byte Amount;
        public byte Seen;
        private readonly uint spare;
    }
}
