namespace Hmm.Model.Exploring.Search;

/// <summary>Which states belong to which level: for each level its segments, one list for all.</summary>
internal sealed class Levels : IDisposable
{
    private readonly NativeList<Segment> segments = new();
    private readonly NativeList<long> starts = new();

    /// <summary>How many levels there are, an empty last one included.</summary>
    public int Count => (int)starts.Count;

    /// <summary>Where the last level's segments begin.</summary>
    public long First { get; private set; }

    /// <summary>How many states the last level has.</summary>
    public long States { get; private set; }

    /// <summary>Appends a level: the segments that the workers found since the one before.</summary>
    public void Add(Worker[] workers)
    {
        First = segments.Count;
        States = 0;
        starts.Add(First);
        foreach (var worker in workers)
        {
            worker.CloseSegment();
            for (var i = 0L; i < worker.Found.Count; i++)
            {
                segments.Add(worker.Found[i]);
                States += worker.Found[i].Count;
            }

            worker.Found.Clear();
        }
    }

    /// <summary>Takes the next segment of the last level.</summary>
    /// <param name="cursor">Where to take it, advanced.</param>
    /// <param name="segment">The segment.</param>
    /// <returns>False when all are taken.</returns>
    public bool TryTake(ref long cursor, out Segment segment)
    {
        var index = Interlocked.Increment(ref cursor) - 1;
        var any = index < segments.Count;
        segment = any ? segments[index] : default;
        return any;
    }

    /// <summary>Whether all segments of the last level are taken.</summary>
    public bool IsTaken(long cursor) => cursor >= segments.Count;

    /// <summary>The range of a level's segments.</summary>
    public (long From, long To) Range(int level) => (starts[level], level + 1 < Count ? starts[level + 1] : segments.Count);

    public Segment Segment(long index) => segments[index];

    /// <summary>The least number of a state of the last level, or of one that a worker may still write.</summary>
    public long LeastNumber(Worker[] workers)
    {
        var least = workers.Min(worker => worker.OpenBlock < 0 ? long.MaxValue : worker.OpenBlock);
        for (var i = First; i < segments.Count; i++)
        {
            least = Math.Min(least, segments[i].Start);
        }

        return least;
    }

    public void Dispose()
    {
        segments.Dispose();
        starts.Dispose();
    }
}
