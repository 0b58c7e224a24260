using System.Runtime.InteropServices;

namespace Hmm.Model.Exploring.Search;

/// <summary>One thread's part of a search: leaves states, inserts their successors, keeps what is new in blocks of its own.</summary>
internal abstract unsafe class Worker : IDisposable
{
    /// <summary>Room in the table is taken in portions, so that its counter is rarely touched.</summary>
    private const int ReservedAtOnce = 1024;

    private int reserved;
    private long blockStart = -1;
    private long segmentStart;

    protected Worker(int ruleCount, Arena arena, BucketTable table)
    {
        RuleCount = ruleCount;
        Arena = arena;
        Table = table;
        Fired = (long*)NativeMemory.AlignedAlloc((nuint)(ruleCount + 16) * sizeof(long), 128);
        NativeMemory.Clear(Fired, (nuint)ruleCount * sizeof(long));
    }

    ~Worker() => Free();

    public int RuleCount { get; }

    public Arena Arena { get; }

    public BucketTable Table { get; }

    /// <summary>Fire counts, by rule.</summary>
    public long* Fired { get; private set; }

    /// <summary>States kept by this worker.</summary>
    public long States { get; private set; }

    /// <summary>Rule instances fired by this worker.</summary>
    public long Transitions { get; protected set; }

    /// <summary>The segments of the next level.</summary>
    public NativeList<Segment> Found { get; } = new();

    /// <summary>What this worker found broken.</summary>
    public Findings Findings { get; } = new();

    /// <summary>Whether the worker came to the last meeting with work in hand.</summary>
    public bool HasMore { get; set; }

    /// <summary>The first number of the block that is being filled, -1 before the first.</summary>
    public long OpenBlock => blockStart;

    /// <summary>The filled part of the block that is being filled.</summary>
    public Segment OpenStates => new(blockStart, blockStart < 0 ? 0 : Arena.BlockStates - Room);

    /// <summary>Where the next new state goes, when there is room.</summary>
    protected byte* Slot { get; private set; }

    /// <summary>How many more states fit in the block.</summary>
    protected int Room { get; private set; }

    /// <summary>The number of the state at <see cref="Slot"/>.</summary>
    protected long SlotNumber => blockStart + Arena.BlockStates - Room;

    /// <summary>Leaves all states of a segment.</summary>
    /// <param name="search">The search, which may call for a meeting in between.</param>
    /// <param name="segment">States of the current level.</param>
    /// <returns>False when the search has ended.</returns>
    public abstract bool Leave(LevelSearch search, Segment segment);

    /// <summary>Adds the successors of a state, with rule and actor, not canonical.</summary>
    public abstract void Successors(byte* state, SuccessorBuffer next);

    /// <summary>Adds the initial states, not canonical.</summary>
    public abstract void Initial(SuccessorBuffer states);

    /// <summary>A number that is the same for all states of an orbit, and another one for other orbits with near certainty.</summary>
    /// <param name="state">A state; replaced by its representative.</param>
    public abstract ulong Identity(byte* state);

    /// <summary>Stores an initial state unless it is known.</summary>
    /// <param name="state">The state; replaced by its representative.</param>
    public abstract void Start(byte* state);

    /// <summary>Ends the segment that is being filled: what comes next belongs to another level.</summary>
    public void CloseSegment()
    {
        var count = (int)(SlotNumber - segmentStart);
        if (blockStart >= 0 && count > 0)
        {
            Found.Add(new Segment(segmentStart, count));
            segmentStart += count;
        }
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes sure that <see cref="Slot"/> is free.</summary>
    protected void TakeBlock()
    {
        CloseSegment();
        blockStart = Arena.Reserve();
        segmentStart = blockStart;
        Slot = Arena.Address(blockStart);
        Room = Arena.BlockStates;
    }

    /// <summary>Keeps the state at <see cref="Slot"/>, which the table has now.</summary>
    protected void Keep()
    {
        Slot += Arena.Stride;
        Room--;
        reserved--;
        States++;
    }

    /// <summary>Makes room in the table, meeting the others when it must grow.</summary>
    /// <returns>False when the search has ended.</returns>
    protected bool Reserve(LevelSearch search, int entries)
    {
        while (reserved < entries && !TryReserve(Math.Max(entries, ReservedAtOnce)))
        {
            search.WantGrowth();
            if (!search.Meet(this, more: true))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Makes room in the table unless it must grow first.</summary>
    protected bool TryReserve(int entries)
    {
        var isReserved = Table.TryReserve(entries);
        reserved += isReserved ? entries : 0;
        return isReserved;
    }

    protected virtual void Free()
    {
        NativeMemory.AlignedFree(Fired);
        Fired = null;
        Found.Dispose();
    }
}
