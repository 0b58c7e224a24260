using Hmm.Model.Claims;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Recording;
using Hmm.Tool;
using Hmm.Tool.Reports;
using Hmm.Tool.Traces;

namespace Hmm.Properties.Exploring;

/// <summary>What really raced is explained step by step, and what has no explanation is shown as far as one gets.</summary>
public sealed class SectionAccountTests
{
    private const int LostWrite = 26;

    private static RecordedSequence Recorded => TraceReader.Read("lost-write").Single();

    /// <summary>The kernel's driver ignores the notice of its own migration: it goes on writing the page that has been copied.</summary>
    [Fact]
    public void The_write_that_the_kernel_lost_is_written_between_the_copy_and_the_mapping()
    {
        var account = Conformance.Run(Kernels.TestHmm, Recorded, account: LostWrite).Account!;
        var copied = Step(account, "copy: copy a page to the device");
        var written = account.Steps.Where(step => step.Operation == "device-write" && step.Label == "copy a page in").ToList();
        var mapped = Step(account, "map: map the moved pages");

        Assert.Null(account.Blocked);
        Assert.Contains(written, step => step.Number > copied.Number && step.Number < mapped.Number && step.Actor != copied.Actor);
        Assert.Contains(account.Broken, broken => broken.StartsWith("I10", StringComparison.Ordinal));
    }

    /// <summary>With the driver that keeps every rule, or with the kernel's own once it does what its own migration tells it, no order of
    /// steps loses the write.</summary>
    [Fact]
    public void Without_the_driver_s_mistake_there_is_no_explanation()
    {
        var sequence = Recorded;
        var heedful = Kernels.TestHmm.Mutated(new Mutant("heeds-its-own-migration", string.Empty, "page", static step =>
            step.Label.EndsWith("skip its own migration", StringComparison.Ordinal) ? step with { Jumps = [] } : step));

        foreach (var other in new[] { heedful, Kernels.Reference })
        {
            var replay = Conformance.Run(Kernels.TestHmm, sequence, account: LostWrite, within: other);
            Assert.InRange(replay.Difference?.Index ?? -1, LostWrite, sequence.Calls.Length);
        }

        Assert.Null(Conformance.Run(Kernels.TestHmm, sequence, account: LostWrite, within: Kernels.TestHmm).Difference);
    }

    [Fact]
    public void A_section_that_cannot_be_is_shown_as_far_as_it_can()
    {
        var sequence = Upto(Recorded, LostWrite + 1);
        var section = sequence.Calls[LostWrite];
        var last = section.Threads[0][^1];
        var spoilt = section with
        {
            Threads = section.Threads.SetItem(0, section.Threads[0].SetItem(section.Threads[0].Length - 1,
                last with { Result = last.Result with { Return = -1234 } })),
        };
        var replay = Conformance.Run(Kernels.TestHmm, sequence with { Calls = sequence.Calls.SetItem(LostWrite, spoilt) });
        using var text = new StringWriter();
        new AccountText(new Terminal(text, text, false, false)).Write(sequence, replay.Account!);

        Assert.Equal(LostWrite, replay.Difference!.Index);
        Assert.Equal("ret", replay.Account!.Blocked!.Field);
        Assert.Equal(section.Threads.Sum(thread => thread.Length) - 1, replay.Account.Calls);
        Assert.Contains("here the recording differs", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("the kernel -1234", text.ToString(), StringComparison.Ordinal);
    }

    private static RecordedSequence Upto(RecordedSequence sequence, int records) => sequence with { Calls = sequence.Calls[..records] };

    private static ExplainedStep Step(SectionAccount account, string label) => account.Steps.First(step => step.Label == label);
}
