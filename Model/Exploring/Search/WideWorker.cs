using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Hmm.Model.Exploring.Search;

/// <summary>A worker for states of several bytes, which remembers the states themselves or only their fingerprints.</summary>
internal sealed unsafe class WideWorker<TSystem> : Worker
    where TSystem : struct, ITransitionSystem<TSystem>
{
    private const int Batch = 64;

    private readonly StateSet? states;
    private readonly WordSet? fingerprints;
    private readonly SuccessorBuffer next;
#pragma warning disable IDE0044 // Calls on a readonly field would go to a copy of the struct.
    private TSystem system;
#pragma warning restore IDE0044
    private (ulong Hash, nint Home)[] places = new (ulong, nint)[Batch];

    public WideWorker(TSystem system, Arena arena, BucketTable table)
        : base(system.RuleCount, arena, table)
    {
        this.system = system;
        states = table as StateSet;
        fingerprints = table as WordSet;
        next = new SuccessorBuffer(system.StateBytes);
    }

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
        return StateHash.Of(state, Arena.Stride);
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

        Prepare();
        for (var i = 0; i < next.Count; i++)
        {
            Add(next.Address(i), places[i].Hash, (ulong*)places[i].Home);
        }

        return true;
    }

    private void Prepare()
    {
        if (places.Length < next.Count)
        {
            Array.Resize(ref places, 2 * next.Count);
        }

        for (var i = 0; i < next.Count; i++)
        {
            var hash = Identity(next.Address(i));
            places[i] = (hash, (nint)Home(hash));
            if (Sse.IsSupported)
            {
                Sse.Prefetch0((void*)places[i].Home);
            }
        }

        for (var i = 0; states is not null && i < next.Count; i++)
        {
            StateSet.Prefetch(Arena, places[i].Hash, (ulong*)places[i].Home);
        }
    }

    private ulong* Home(ulong hash) => Table.Home(fingerprints is null ? hash : WordSet.Hash(hash));

    private void Add(byte* state, ulong hash, ulong* home)
    {
        if (Room == 0)
        {
            TakeBlock();
        }

        Unsafe.CopyBlock(Slot, state, (uint)Arena.Stride);
        if (states is not null ? states.Add(Arena, SlotNumber, hash, home) : fingerprints!.Add(hash, home))
        {
            Keep();
        }
    }
}
