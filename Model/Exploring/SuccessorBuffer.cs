namespace Hmm.Model.Exploring;

/// <summary>A list of states, each with the rule and the actor that led to it; it allocates only to grow.</summary>
public sealed class SuccessorBuffer
{
    private byte[] states;
    private int[] rules;
    private byte[] actors;
    private int[] told = new int[8];

    /// <summary>An empty list.</summary>
    /// <param name="stateBytes">The length of every state, in bytes.</param>
    public SuccessorBuffer(int stateBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stateBytes);
        StateBytes = stateBytes;
        Stride = (stateBytes + sizeof(ulong) - 1) & -sizeof(ulong);
        rules = new int[64];
        actors = new byte[64];
        states = GC.AllocateArray<byte>(64 * Stride, pinned: true);
    }

    /// <summary>The length of every state, in bytes.</summary>
    public int StateBytes { get; }

    /// <summary>How many states the list holds.</summary>
    public int Count { get; private set; }

    /// <summary>How many rules were told of since the last time that they were taken.</summary>
    internal int ToldCount { get; private set; }

    /// <summary>The distance of two states, in bytes: the length rounded up to whole words, the rest zero.</summary>
    internal int Stride { get; }

    /// <summary>Appends a state.</summary>
    /// <param name="rule">The rule that led to it.</param>
    /// <param name="actor">Who fired the rule, from 0 to 63.</param>
    /// <param name="state">The state, copied.</param>
    public void Add(int rule, int actor, ReadOnlySpan<byte> state) => state.CopyTo(Add(rule, actor));

    /// <summary>Appends a state that the caller writes in place.</summary>
    /// <param name="rule">The rule that led to it.</param>
    /// <param name="actor">Who fired the rule, from 0 to 63.</param>
    /// <returns>The bytes of the state, all zero, valid until the next call.</returns>
    public Span<byte> Add(int rule, int actor)
    {
        if (Count == rules.Length)
        {
            Grow();
        }

        rules[Count] = rule;
        actors[Count] = (byte)actor;
        var state = states.AsSpan(Count++ * Stride, Stride);
        state.Clear();
        return state[..StateBytes];
    }

    /// <summary>Counts a rule that leads nowhere: something that was seen in the state being left.</summary>
    /// <param name="rule">The rule.</param>
    public void Tell(int rule)
    {
        if (ToldCount == told.Length)
        {
            Array.Resize(ref told, 2 * told.Length);
        }

        told[ToldCount++] = rule;
    }

    /// <summary>Appends a state of one word.</summary>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    internal void Add(int rule, int actor, ulong state)
    {
        if (Count == rules.Length)
        {
            Grow();
        }

        rules[Count] = rule;
        actors[Count] = (byte)actor;
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(states.AsSpan())[Count++] = state;
    }

    /// <summary>Forgets all states.</summary>
    public void Clear()
    {
        Count = 0;
        ToldCount = 0;
    }

    /// <summary>The rule that led to a state.</summary>
    /// <param name="index">The state's place, from 0.</param>
    /// <returns>As it was added.</returns>
    public int Rule(int index) => rules[index];

    /// <summary>The actor that led to a state.</summary>
    /// <param name="index">The state's place, from 0.</param>
    /// <returns>As it was added.</returns>
    public int Actor(int index) => actors[index];

    /// <summary>A state.</summary>
    /// <param name="index">The state's place, from 0.</param>
    /// <returns>Its bytes, valid until the list is cleared or grows; they may be changed in place.</returns>
    public Span<byte> State(int index) => states.AsSpan(index * Stride, StateBytes);

    /// <summary>Takes one of the rules that were told of.</summary>
    internal int TakeTold() => told[--ToldCount];

    internal unsafe byte* Address(int index) =>
        (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref states[0]) + ((nint)index * Stride);

    private void Grow()
    {
        var size = checked(2 * rules.Length);
        Array.Resize(ref rules, size);
        Array.Resize(ref actors, size);
        var larger = GC.AllocateArray<byte>(checked(size * Stride), pinned: true);
        states.CopyTo(larger.AsSpan());
        states = larger;
    }
}
