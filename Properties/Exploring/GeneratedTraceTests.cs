using System.Runtime.CompilerServices;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Recording;
using Hmm.Model.Exploring.Scripts;
using Hmm.Tool.Traces;

namespace Hmm.Properties.Exploring;

/// <summary>What a real kernel did with the calls that the model asked it for: Kernel/traces/generated.</summary>
public sealed class GeneratedTraceTests
{
    private static readonly string Trace = Path.Combine(Root(), "Kernel", "traces", "generated", "covering.jsonl.gz");

    /// <summary>In sequence 701501 two CPUs made the kernel copy a page that it could have kept, which shows ten records later. The
    /// section of sequence 342 is explained by whole calls one after the other, beginning with the one that ended last but one.</summary>
    [Fact]
    public void What_was_recorded_agrees()
    {
        var replays = TraceReader.Read(Trace).Select(sequence => Conformance.Run(Kernels.TestHmm, sequence)).ToList();

        Assert.All(replays, replay => Assert.Null(replay.Difference));
        Assert.Equal((59, 52), (replays.Count, replays.Sum(replay => replay.Explained)));
    }

    /// <summary>What a search finds without recordings it does not find again where they have been recorded.</summary>
    [Fact]
    public void What_was_recorded_is_not_asked_for_again()
    {
        var (nothing, recorded) = (new ConformanceAudit(Kernels.TestHmm), new ConformanceAudit(Kernels.TestHmm));
        foreach (var sequence in TraceReader.Read(Trace))
        {
            Conformance.Run(Kernels.TestHmm, sequence, recorded);
        }

        var (all, rest) = (new Covering(Kernels.TestHmm, nothing, 3, 1), new Covering(Kernels.TestHmm, recorded, 3, 1));
        _ = all.Search(300).Count();
        var sequences = rest.Search(300).ToList();

        Assert.Contains(all.Found, way => way.StartsWith("lifecycle page: Absent, MapZero", StringComparison.Ordinal));
        Assert.DoesNotContain(rest.Found, way => way.StartsWith("lifecycle page: Absent, MapZero", StringComparison.Ordinal));
        Assert.True(rest.Found.Count < all.Found.Count);
        Assert.All(sequences, sequence => Assert.Equal(CallKind.Map, sequence[0].Threads[0][0].Kind));
    }

    /// <summary>Two or three threads of one process; none uses a device file that another closes.</summary>
    [Fact]
    public void Sections_are_asked_for_that_can_be_made()
    {
        var covering = new Covering(Kernels.TestHmm, new(Kernels.TestHmm), 2, 1);
        _ = covering.Search(100).Count();
        var found = covering.SearchSections(100).ToList();

        Assert.NotEmpty(found);
        Assert.All(found, sequence =>
        {
            var threads = sequence[^1].Threads;
            var calls = threads.SelectMany(calls => calls).ToList();
            Assert.InRange(threads.Length, 2, RecordedSequence.MaxThreads);
            Assert.Single(calls.Select(call => call.Process).Distinct());
            Assert.DoesNotContain(calls, call => call.Kind is CallKind.Fork or CallKind.Exit);
            Assert.All(calls.Where(call => call.Kind == CallKind.Reopen), closing => Assert.DoesNotContain(calls, call =>
                call.Kind is CallKind.DeviceRead or CallKind.DeviceWrite or CallKind.DeviceMigrate && call.Device == closing.Device));
        });
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "..", "..", ".."));
}
