using Hmm.Benchmarks.MirrorCore.Steps;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Steps;

namespace Hmm.Properties.Exploring;

/// <summary>The managed heap knows nothing of states: what a search allocates does not grow with them.</summary>
public sealed class AllocationTests
{
    private const long States = 1 << 16;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_state_costs_no_managed_memory(bool wide, bool fingerprints)
    {
        Assert.Equal(0, Allocated(wide, fingerprints) / States);
        Assert.InRange(Allocated(wide, fingerprints), 0, 64 << 10);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_world_of_steps_costs_no_managed_memory(bool isSymmetric)
    {
        var meter = new AllocationMeter();
        var protocol = MirrorProtocol.Of(2, 1, 2, mutant: 0);
        var system = new StepSystem<MirrorWorld>(protocol with
        {
            Claims = [.. protocol.Claims, new("the meter is read", (ref _) => meter.Read())],
            Symmetry = isSymmetric ? new MirrorSymmetry(2, 1, 2).Canonicalize : null,
        });
        Assert.Equal(isSymmetric ? 33_923 : 134_504, Explorer.Explore(system, new ExplorerOptions()).Statistics.States);
        Assert.InRange(meter.Last - meter.First, 0, 64 << 10);
    }

    /// <summary>What the worker's thread has allocated between its first and its last look at a state.</summary>
    private static long Allocated(bool wide, bool fingerprints)
    {
        var meter = new AllocationMeter();
        var options = new ExplorerOptions { Fingerprints = fingerprints };
        var exploration = wide
            ? Explorer.Explore(new MeteredBytes(meter), options)
            : WithPacked(meter, () => Explorer.Explore<MeteredWords>(options));
        Assert.Equal(States, exploration.Statistics.States);
        return meter.Last - meter.First;
    }

    private static Exploration WithPacked(AllocationMeter meter, Func<Exploration> explore)
    {
        MeteredWords.Meter = meter;
        return explore();
    }

    private sealed class AllocationMeter
    {
        public long First { get; private set; } = -1;

        public long Last { get; private set; }

        public bool Read()
        {
            Last = GC.GetAllocatedBytesForCurrentThread();
            First = First < 0 ? Last : First;
            return true;
        }
    }

    private readonly struct MeteredWords : IPackedSystem
    {
        public static AllocationMeter? Meter { get; set; }

        public static int RuleCount => Counter<Bits.Sixteen>.RuleCount;

        public static void Initial<TSink>(ref TSink sink)
            where TSink : struct, IPackedSink => Counter<Bits.Sixteen>.Initial(ref sink);

        public static void Successors<TSink>(ulong state, ref TSink sink)
            where TSink : struct, IPackedSink => Counter<Bits.Sixteen>.Successors(state, ref sink);

        public static ulong Broken(ulong state)
        {
            Meter!.Read();
            return 0;
        }
    }

    private readonly struct MeteredBytes(AllocationMeter meter) : ITransitionSystem<MeteredBytes>
    {
        private static Widened<Counter<Bits.Sixteen>> Inner => new(40);

        public int StateBytes => Inner.StateBytes;

        public int RuleCount => Inner.RuleCount;

        public bool IsSymmetric => false;

        public MeteredBytes ForWorker() => this;

        public void Initial(SuccessorBuffer states) => Inner.Initial(states);

        public ulong Expand(ReadOnlySpan<byte> state, SuccessorBuffer next)
        {
            meter.Read();
            return Inner.Expand(state, next);
        }

        public bool IsFinal(ReadOnlySpan<byte> state) => false;

        public void Canonicalize(Span<byte> state)
        {
        }
    }
}
