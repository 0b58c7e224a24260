using Hmm.Model.Exploring.Recording;
using Hmm.Tool.Traces;

namespace Hmm.Properties.Tool;

public sealed class TraceReplayTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_stop_ends_the_wait_for_a_silent_trace(int threads)
    {
        using var stop = new CancellationTokenSource();
        using var silence = new ManualResetEventSlim();
        var replay = new TraceReplay(First(), stop.Token) { Threads = threads };

        var done = Task.Run(() => replay.Run(sequence =>
        {
            stop.Cancel();
            return Replayed(sequence);
        }).ToList());

        Assert.Single(await done.WaitAsync(TimeSpan.FromSeconds(20)));
        silence.Set();

        IEnumerable<RecordedSequence> First()
        {
            yield return Traces.Read(Traces.Samples[0])[0];
            silence.Wait();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void No_more_sequences_are_replayed_at_once_than_asked_for(int threads)
    {
        var (now, most) = (0, 0);
        var replay = new TraceReplay(TraceReader.Read("anon").Take(60), CancellationToken.None) { Threads = threads };

        var replays = replay.Run(sequence =>
        {
            var count = Interlocked.Increment(ref now);
            InterlockedMax(ref most, count);
            Thread.Sleep(2);
            Interlocked.Decrement(ref now);
            return Replayed(sequence);
        });

        Assert.Equal(Enumerable.Range(1, 60), replays.Select(one => (int)one.Sequence.Seed));
        Assert.InRange(most, 1, threads);
    }

    private static void InterlockedMax(ref int most, int count)
    {
        for (var seen = most; count > seen;)
        {
            seen = Interlocked.CompareExchange(ref most, count, seen);
        }
    }

    private static Replay Replayed(RecordedSequence sequence) =>
        new() { Records = sequence.Calls.Length, Agreed = sequence.Calls.Length, Sections = 0, Explained = 0 };
}
