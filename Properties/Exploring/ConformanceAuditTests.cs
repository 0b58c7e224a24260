using Hmm.Model.Drivers;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Recording;
using Hmm.Model.Lifecycles;
using Hmm.Model.Protocols;
using Hmm.Tool.Traces;

namespace Hmm.Properties.Exploring;

/// <summary>An audit counts what the kernel was seen to do, each record once, and nothing that the replay only tried.</summary>
public sealed class ConformanceAuditTests
{
    private static readonly Protocol Protocol = Linux612.With(new TestHmm());

    [Theory]
    [InlineData("anon")]
    [InlineData("all")]
    public void An_operation_begins_in_as_many_records_as_called_it(string trace)
    {
        List<RecordedSequence> sequences = [.. TraceReader.Read(trace)];
        var audit = Audit(sequences);

        AssertBegun(sequences, audit);
    }

    [Fact]
    public void An_operation_begins_in_as_many_sections_as_called_it()
    {
        List<RecordedSequence> sequences = [.. TraceReader.Read("hammer").Take(12)];
        var audit = Audit(sequences);

        AssertBegun(sequences, audit);
    }

    /// <summary>The replay tries the usual arm first and finds the record different; that trial does not count.</summary>
    [Fact]
    public void Of_a_choice_only_the_arm_that_the_kernel_took_counts()
    {
        var sequence = TraceReader.Read("exclusive").Single(sequence => sequence.Seed == 118);
        var choices = Enumerable.Range(1, Protocol.Plan.Length).Where(position => Protocol.Plan.Arms(position) > 1).ToList();
        var audit = Audit([sequence]);
        var before = Audit([sequence with { Calls = sequence.Calls[..27] }]);
        var after = Audit([sequence with { Calls = sequence.Calls[..28] }]);

        Assert.Equal(1, choices.Sum(position => audit.Steps.Of(position, Second(position))));
        Assert.Equal(0, choices.Sum(position => before.Steps.Of(position, Second(position))));
        Assert.Equal(1, choices.Sum(position => after.Steps.Of(position, Second(position))));
    }

    /// <summary>The way of a step's second arm: its jumps come first, then going on.</summary>
    private static int Second(int position) => Protocol.Plan.Step(position).Jumps.Length + 1;

    [Fact]
    public void A_sequence_that_differs_vouches_for_nothing()
    {
        var sequence = TraceReader.Read("anon").First();
        var last = sequence.Calls[^1];
        var other = last with { Result = last.Result! with { Return = -1234 } };
        var audit = Audit([sequence with { Calls = sequence.Calls.SetItem(sequence.Calls.Length - 1, other) }]);

        Assert.Equal(0, Enumerable.Range(1, Protocol.Plan.Length).Sum(audit.Steps.Reached));
        Assert.All(Enumerable.Range(0, Fired.Bits), bit => Assert.Equal(0, audit.Transitions(bit)));
    }

    private static ConformanceAudit Audit(IEnumerable<RecordedSequence> sequences)
    {
        var audit = new ConformanceAudit(Protocol);
        foreach (var sequence in sequences)
        {
            Conformance.Run(Protocol, sequence, audit);
        }

        return audit;
    }

    private static void AssertBegun(IEnumerable<RecordedSequence> sequences, ConformanceAudit audit)
    {
        var called = sequences.SelectMany(sequence => sequence.Calls).SelectMany(OperationsOf).CountBy(name => name).ToDictionary();
        foreach (var operation in Protocol.Operations.Select(operation => operation.Name))
        {
            Assert.Equal(called.GetValueOrDefault(operation), audit.Steps.Reached(Protocol.Plan.Entry(operation)));
        }
    }

    private static IEnumerable<string> OperationsOf(RecordedCall record) =>
        (record.IsSection ? record.Threads.SelectMany(calls => calls).Select(call => call.Call) : [record.Call!])
            .Select(call => Invocations.Of(call).Operation)
            .Distinct();
}
