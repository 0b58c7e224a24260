using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Recording;
using Hmm.Tool.Traces;

namespace Hmm.Properties.Exploring;

/// <summary>The model does what a real kernel was recorded doing, in every record; and were a record other than it is, that would
/// show.</summary>
public class ConformanceTests
{
    private const int Sequences = 250;
    private const int Records = 10_000;

    [Theory]
    [InlineData("anon")]
    [InlineData("fork")]
    [InlineData("exclusive")]
    [InlineData("files")]
    [InlineData("all")]
    public void Every_record_agrees(string trace)
    {
        var replays = TraceReader.Read(trace).Select(sequence => Conformance.Run(Kernels.TestHmm, sequence)).ToList();

        Assert.Null(replays.Select(replay => replay.Difference).FirstOrDefault(difference => difference is not null));
        Assert.Equal(Sequences, replays.Count);
        Assert.Equal((Records, Records), (replays.Sum(replay => replay.Records), replays.Sum(replay => replay.Agreed)));
    }

    // Of every fifth sequence one record, so that every place in a sequence has its turn, with each of its observations changed.
    [Theory]
    [InlineData("anon")]
    [InlineData("fork", "perm")]
    [InlineData("exclusive")]
    [InlineData("files")]
    [InlineData("all")]
    public void Any_observation_that_is_changed_is_noticed_where_it_stands(string trace, params string[] absent)
    {
        var noticed = new HashSet<string>();
        foreach (var (number, sequence) in TraceReader.Read(trace).Index().Where(one => one.Index % 5 == 0))
        {
            var at = (number / 5) % sequence.Calls.Length;
            foreach (var mistake in Mistakes.Of(sequence.Calls[at]))
            {
                var replay = Conformance.Run(Kernels.TestHmm, sequence with { Calls = sequence.Calls[..at].Add(mistake.Record) });
                Assert.True(
                    replay.Difference is { } difference && difference.Index == at && replay.Agreed == at,
                    $"{trace}, seed {sequence.Seed}, record {at}: another {mistake.Field} went unnoticed.");
                noticed.Add(mistake.Field);
            }
        }

        Assert.Equal(Mistakes.Fields.Except(absent).Order(), noticed.Order());
    }

    // What a record says of the calls themselves counts as well: with another argument, the observations that follow are wrong.
    [Fact]
    public void A_value_that_was_written_otherwise_is_noticed_when_it_is_read()
    {
        var noticed = 0;
        foreach (var sequence in TraceReader.Read("anon"))
        {
            var (index, write) = sequence.Calls.Index().FirstOrDefault(one => one.Item.Call!.Kind == CallKind.CpuWrite);
            if (write is not null)
            {
                var other = write with { Call = write.Call! with { Value = write.Call.Value + 1000 } };
                var replay = Conformance.Run(Kernels.TestHmm, sequence with { Calls = sequence.Calls.SetItem(index, other) });
                Assert.True(replay.Difference is null || replay.Difference.Index > index);
                noticed += replay.Difference is null ? 0 : 1;
            }
        }

        // In the other sequences nobody reads the value before it is overwritten or thrown away.
        Assert.Equal(96, noticed);
    }
}
