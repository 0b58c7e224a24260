namespace Hmm.Model.Exploring.Search;

/// <summary>The breadth-first search: workers leave a level together and meet where it ends, the table grows or all stop.</summary>
/// <remarks>
/// Every decision is taken by whoever arrives last at a meeting, while the others wait; between meetings workers share only the table,
/// the arena's block counter and the cursor over the segments of the level.
/// </remarks>
internal sealed class LevelSearch : IDisposable
{
    private readonly ExplorerOptions options;
    private readonly Worker[] workers;
    private readonly Barrier barrier;
    private readonly Levels levels;
    private readonly Ending ending;
    private readonly bool keepsLevels;
    private long cursor;
    private volatile bool attention;
    private volatile bool closed;
    private volatile bool growthWanted;
    private long[] open = [];
    private bool growing;
    private bool stopped;
    private bool isComplete;

    public LevelSearch(ExplorerOptions options, Worker[] workers, Levels levels, bool keepsLevels)
    {
        this.options = options;
        this.workers = workers;
        this.levels = levels;
        this.keepsLevels = keepsLevels;
        Tally = new Tally(workers);
        ending = new Ending(options, workers[0], Tally);
        barrier = new Barrier(workers.Length, _ => Decide());
        Depth = -1;
        BeginLevel();
    }

    /// <summary>True when workers should meet.</summary>
    public bool Attention => attention || ending.MayBeDue;

    /// <summary>True when what the current level leads to is not wanted any more: its states are only judged.</summary>
    public bool Closed => closed;

    public Tally Tally { get; }

    public Findings Findings { get; } = new();

    /// <summary>What ended the search before it was complete, if something did.</summary>
    public Limit? Stopped => isComplete ? null : ending.Limit;

    /// <summary>The depth of the level that is being left.</summary>
    public int Depth { get; private set; }

    /// <summary>How many states that level has.</summary>
    public long Frontier { get; private set; }

    /// <summary>Memory held for states and table, in bytes.</summary>
    public long Bytes => ending.Bytes;

    /// <summary>The most of it at any meeting.</summary>
    public long BytesMost { get; private set; }

    /// <summary>What one worker thread does from start to end.</summary>
    public void Work(Worker worker)
    {
        try
        {
            do
            {
                while (levels.TryTake(ref cursor, out var segment))
                {
                    if (!worker.Leave(this, segment))
                    {
                        return;
                    }
                }
            }
            while (Meet(worker, more: false));
        }
        catch (OutOfMemoryException)
        {
            Stop(Limit.Bytes);
            barrier.RemoveParticipant();
        }
        catch (Exception exception)
        {
            ending.Fail(exception);
            attention = true;
            barrier.RemoveParticipant();
        }
    }

    /// <summary>Waits for all workers, and takes part in the growth of the table if that is what they met for.</summary>
    /// <param name="worker">Who comes.</param>
    /// <param name="more">Whether it has work in hand.</param>
    /// <returns>False when the search has ended.</returns>
    public bool Meet(Worker worker, bool more)
    {
        worker.HasMore = more;
        barrier.SignalAndWait();
        while (growing)
        {
            worker.Table.Rearrange(worker.Arena, worker.OpenStates, open);
            barrier.SignalAndWait();
        }

        return !stopped;
    }

    /// <summary>Asks for a larger table, at the next meeting.</summary>
    public void WantGrowth()
    {
        growthWanted = true;
        attention = true;
    }

    /// <summary>Ends the search, at the next meeting, for want of something; the first reason counts.</summary>
    public void Stop(Limit limit)
    {
        ending.Meet(limit);
        attention = true;
    }

    /// <summary>Throws in the caller's thread what a system threw in a worker's.</summary>
    public void Rethrow() => ending.Rethrow();

    public void NoteBroken(Worker worker, ulong broken, ReadOnlySpan<byte> state)
    {
        worker.Findings.NoteBroken(broken, Depth, state);
        closed |= !options.ContinueAfterViolation;
    }

    public void NoteDeadlock(Worker worker, ReadOnlySpan<byte> state)
    {
        if (!options.DeadlockAllowed)
        {
            worker.Findings.Note(Findings.Deadlock, Depth, state);
            closed |= !options.ContinueAfterViolation;
        }
    }

    public void Dispose() => barrier.Dispose();

    /// <summary>Decides what the workers that have just met do next; runs on one of them, alone.</summary>
    private void Decide()
    {
        if (growing && !workers[0].Table.IsArranged())
        {
            return;
        }

        growing = false;
        BytesMost = Math.Max(BytesMost, Bytes);
        if (ending.IsDue())
        {
            stopped = true;
            return;
        }

        attention = false;
        if (growthWanted)
        {
            growthWanted = false;
            Grow();
        }
        else if (levels.IsTaken(cursor) && !Array.Exists(workers, static worker => worker.HasMore))
        {
            EndLevel();
        }
    }

    private void Grow()
    {
        try
        {
            growing = ending.AllowsGrowth();
            if (growing)
            {
                open = Array.ConvertAll(workers, static worker => worker.OpenBlock);
                workers[0].Table.BeginGrowth();
            }
        }
        catch (OutOfMemoryException)
        {
            growing = false;
            ending.Meet(Limit.Bytes);
        }

        stopped = !growing;
    }

    private void EndLevel()
    {
        if (!closed)
        {
            BeginLevel();
            return;
        }

        stopped = true;
        if (Tally.Transitions > Tally.LevelTransitions && !Array.Exists(workers, static worker => worker.Findings.Any))
        {
            ending.Meet(Limit.Depth);
        }
    }

    /// <summary>Makes what the workers found the current level.</summary>
    private void BeginLevel()
    {
        levels.Add(workers);
        cursor = levels.First;
        Frontier = levels.States;
        isComplete = Frontier == 0;
        stopped = isComplete;
        Depth += isComplete ? 0 : 1;
        Tally.EndLevel(levels.Count - 1);
        closed = Depth == options.DepthMax;
        if (!keepsLevels)
        {
            workers[0].Arena.Drop(levels.LeastNumber(workers));
        }
    }
}
