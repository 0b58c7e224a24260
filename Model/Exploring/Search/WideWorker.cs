using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Hmm.Model.Exploring.Search;

/// <summary>A worker for states of several bytes, which remembers the states themselves or only their fingerprints.</summary>
/// <remarks>A state of one word is its own fingerprint, so that the set of words is exact for it.
/// As in <see cref="PackedWorker{TSystem}"/>, a filter drops such states that were seen a moment ago.</remarks>
internal sealed unsafe class WideWorker<TSystem> : Worker
    where TSystem : struct, ITransitionSystem<TSystem>
{
    private const int Batch = 64;
    private const int FilterWords = 1 << 12;

    private readonly StateSet? states;
    private readonly WordSet? fingerprints;
    private readonly SuccessorBuffer next;
    private readonly bool isWord;
    private ulong* filter;
#pragma warning disable IDE0044 // Calls on a readonly field would go to a copy of the struct.
    private TSystem system;
#pragma warning restore IDE0044
    private (ulong Hash, nint Home, int Index)[] places = new (ulong, nint, int)[Batch];

    public WideWorker(TSystem system, Arena arena, BucketTable table)
        : base(system.RuleCount, arena, table)
    {
        this.system = system;
        states = table as StateSet;
        fingerprints = table as WordSet;
        next = new SuccessorBuffer(system.StateBytes);
        isWord = IsWord(arena.Stride);
        filter = isWord ? (ulong*)NativePages.Allocate(FilterWords * sizeof(ulong)) : null;
    }

    /// <summary>Whether states of that many bytes are words, and need no fingerprint.</summary>
    public static bool IsWord(int stateBytes) => stateBytes <= sizeof(ulong);

    public override bool Leave(LevelSearch search, Segment segment)
    {
        for (var i = 0; i < segment.Count;)
        {
            next.Clear();
            do
            {
                Leave(search, new ReadOnlySpan<byte>(Arena.Address(segment.Start + i++), system.StateBytes));
            }
            while (i < segment.Count && next.Count < Batch);

            Transitions += next.Count;
            if ((!search.Closed && !Insert(search)) || (search.Attention && !search.Meet(this, more: true)))
            {
                return false;
            }
        }

        return true;
    }

    public override void Successors(byte* state, SuccessorBuffer next) =>
        system.Expand(new ReadOnlySpan<byte>(state, system.StateBytes), next);

    public override void Initial(SuccessorBuffer states) => system.Initial(states);

    public override ulong Identity(byte* state)
    {
        system.Canonicalize(new Span<byte>(state, system.StateBytes));
        return isWord ? *(ulong*)state + 1 : StateHash.Of(state, Arena.Stride);
    }

    public override void Start(byte* state)
    {
        TryReserve(1);
        var hash = Identity(state);
        Add(state, hash, Home(hash));
    }

    private void Leave(LevelSearch search, ReadOnlySpan<byte> state)
    {
        var before = next.Count;
        var broken = system.Expand(state, next);
        if (broken != 0)
        {
            search.NoteBroken(this, broken, state);
        }

        for (var i = before; i < next.Count; i++)
        {
            var rule = next.Rule(i);
            if ((uint)rule >= (uint)RuleCount)
            {
                throw new InvalidOperationException($"{typeof(TSystem).Name} fired rule {rule}; its rules are 0 to {RuleCount - 1}.");
            }

            Fired[rule]++;
        }

        while (next.ToldCount > 0)
        {
            Fired[next.TakeTold()]++;
        }

        if (next.Count == before && !system.IsFinal(state))
        {
            search.NoteDeadlock(this, state);
        }
    }

    /// <summary>Inserts the successors: one pass fetches the table's lines, one the states alike, one compares and inserts.</summary>
    private bool Insert(LevelSearch search)
    {
        if (!Reserve(search, next.Count))
        {
            return false;
        }

        var kept = Prepare();
        for (var i = 0; i < kept; i++)
        {
            Add(next.Address(places[i].Index), places[i].Hash, (ulong*)places[i].Home);
        }

        return true;
    }

    /// <summary>Looks up where the successors belong, without those that were seen a moment ago.</summary>
    /// <returns>How many are left.</returns>
    private int Prepare()
    {
        if (places.Length < next.Count)
        {
            Array.Resize(ref places, 2 * next.Count);
        }

        var kept = 0;
        for (var i = 0; i < next.Count; i++)
        {
            var state = next.Address(i);
            if (isWord && WasSeen(*(ulong*)state))
            {
                continue;
            }

            var hash = Identity(state);
            places[kept] = (hash, (nint)Home(hash), i);
            if (Sse.IsSupported)
            {
                Sse.Prefetch0((void*)places[kept].Home);
            }

            kept++;
        }

        for (var i = 0; states is not null && i < kept; i++)
        {
            StateSet.Prefetch(Arena, places[i].Hash, (ulong*)places[i].Home);
        }

        return kept;
    }

    /// <summary>Whether the table has a state, or will when the batch is done; a state that is all ones is never known here.</summary>
    private bool WasSeen(ulong state)
    {
        ref var seen = ref filter[(WordSet.Hash(state + 1) >> 32) & (FilterWords - 1)];
        var isKnown = seen == state + 1 && seen != 0;
        seen = state + 1;
        return isKnown;
    }

    private ulong* Home(ulong hash) => Table.Home(fingerprints is null ? hash : WordSet.Hash(hash));

    private void Add(byte* state, ulong hash, ulong* home)
    {
        if (Room == 0)
        {
            TakeBlock();
        }

        if (fingerprints is not null && !fingerprints.AddAny(hash, home))
        {
            return;
        }

        Unsafe.CopyBlock(Slot, state, (uint)Arena.Stride);
        if (states is null || states.Add(Arena, SlotNumber, hash, home))
        {
            Keep();
        }
    }

    protected override void Free()
    {
        base.Free();
        NativePages.Free(filter, FilterWords * sizeof(ulong));
        filter = null;
    }
}
