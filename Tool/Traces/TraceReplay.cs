using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Tool.Traces;

/// <summary>Replays the sequences of one trace, several at once, and gives what came of them in the order of the trace.</summary>
/// <param name="trace">The sequences, read as they are asked for.</param>
/// <param name="stop">No further sequence is begun once this is cancelled, nor waited for.</param>
internal sealed class TraceReplay(IEnumerable<RecordedSequence> trace, CancellationToken stop)
{
    private const int ReadAhead = 64;

    /// <summary>What ended the trace early; null if it was read to its end or the user stopped it.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>How many sequences to replay at once.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Replays the trace.</summary>
    /// <param name="replay">Replays one sequence; called by several threads.</param>
    /// <returns>Each sequence with what came of it.</returns>
    public IEnumerable<(RecordedSequence Sequence, Replay Replay)> Run(Func<RecordedSequence, Replay> replay)
    {
        var workers = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, Threads).ConcurrentScheduler;
        var begun = new Queue<Task<(RecordedSequence, Replay)>>();
        foreach (var sequence in Sequences())
        {
            begun.Enqueue(Task.Factory.StartNew(
                () => (sequence, Replay(replay, sequence)), CancellationToken.None, TaskCreationOptions.None, workers));
            while (begun.Count >= ReadAhead || (begun.Count > 0 && begun.Peek().IsCompleted))
            {
                yield return begun.Dequeue().GetAwaiter().GetResult();
            }
        }

        foreach (var last in begun)
        {
            yield return last.GetAwaiter().GetResult();
        }
    }

    private static Replay Replay(Func<RecordedSequence, Replay> replay, RecordedSequence sequence)
    {
        try
        {
            return replay(sequence);
        }
        catch (Exception exception)
        {
            var rerun = $"hmm conform {sequence.File} --seed {sequence.Seed}";
            throw new InvalidOperationException($"The replay failed; `{rerun}` reproduces it.", exception);
        }
    }

    // A thread of its own reads, because a read that waits for a pipe cannot be cancelled: it is left behind.
    private IEnumerable<RecordedSequence> Sequences()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var queue = new BlockingCollection<RecordedSequence>(ReadAhead);
        var reading = Task.Factory.StartNew(
            () => Fill(queue, end.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            while (TryTake(queue, end.Token, out var sequence))
            {
                yield return sequence;
            }

            if (!stop.IsCancellationRequested)
            {
                reading.GetAwaiter().GetResult();
            }
        }
        finally
        {
            end.Cancel();
        }
    }

    // What was read before a fault is replayed all the same, so the fault is kept and told at the end.
    private void Fill(BlockingCollection<RecordedSequence> queue, CancellationToken end)
    {
        try
        {
            foreach (var sequence in trace)
            {
                queue.Add(sequence, end);
            }
        }
        catch (TraceException exception)
        {
            Problem = exception.Problem;
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for more.
        }
        finally
        {
            queue.CompleteAdding();
        }
    }

    private static bool TryTake(
        BlockingCollection<RecordedSequence> queue, CancellationToken end, [NotNullWhen(true)] out RecordedSequence? sequence)
    {
        try
        {
            return queue.TryTake(out sequence, Timeout.Infinite, end);
        }
        catch (OperationCanceledException)
        {
            sequence = null;
            return false;
        }
    }
}
