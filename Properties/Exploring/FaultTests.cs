using Hmm.Model.Exploring;

namespace Hmm.Properties.Exploring;

/// <summary>What a system does wrong reaches the caller as an exception, whichever thread it happens on, and nothing hangs.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void An_exception_of_the_system_reaches_the_caller(int threads)
    {
        var thrown = Assert.Throws<NotSupportedException>(() => Explorer.Explore<Throwing>(new ExplorerOptions { Threads = threads }));
        Assert.Equal("state 1000", thrown.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_rule_that_does_not_exist_is_refused(int threads)
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => Explorer.Explore<Unruly>(new ExplorerOptions { Threads = threads }));
        Assert.Contains("its rules are 0 to 0", thrown.Message, StringComparison.Ordinal);
        thrown = Assert.Throws<InvalidOperationException>(
            () => Explorer.Explore(new Widened<Unruly>(8), new ExplorerOptions { Threads = threads }));
        Assert.Contains("its rules are 0 to 0", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_one_word_that_cannot_be_stored_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => Explorer.Explore<Overflowing>(new ExplorerOptions()));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void As_bytes_it_is_a_state_like_any_other(int threads)
    {
        var exploration = Explorer.Explore(new Widened<Overflowing>(8), new ExplorerOptions { Threads = threads });
        Assert.IsType<Verdict.Verified>(exploration.Verdict);
        Assert.Equal((2, 2, 1), (exploration.Statistics.States, exploration.Statistics.Transitions, exploration.Statistics.Depth));
    }

    [Fact]
    public void An_exception_of_the_progress_callback_reaches_the_caller()
    {
        var options = new ExplorerOptions
        {
            Clock = static () => System.Diagnostics.Stopwatch.GetElapsedTime(0),
            ProgressEvery = TimeSpan.FromMilliseconds(1),
            Progress = _ => throw new NotSupportedException(),
        };
        Assert.Throws<NotSupportedException>(() => Explorer.Explore(default(Endless), options));
    }

    [Fact]
    public void A_system_without_initial_states_is_refused() =>
        Assert.Throws<ArgumentException>(() => Explorer.Explore<Nowhere>(new ExplorerOptions()));

    private static void Step<TSink>(ulong state, int rule, ref TSink sink)
        where TSink : struct, IPackedSink
    {
        for (var i = 1UL; i <= 4; i++)
        {
            sink.Add(rule, 0, (state * 4) + i);
        }
    }

    private readonly struct Throwing : IPackedSystem
    {
        public static int RuleCount => 1;

        public static void Initial<TSink>(ref TSink sink)
            where TSink : struct, IPackedSink => sink.Add(0, 0, 0);

        public static void Successors<TSink>(ulong state, ref TSink sink)
            where TSink : struct, IPackedSink => Step(state, 0, ref sink);

        public static ulong Broken(ulong state) => state == 1000 ? throw new NotSupportedException("state 1000") : 0UL;
    }

    private readonly struct Unruly : IPackedSystem
    {
        public static int RuleCount => 1;

        public static void Initial<TSink>(ref TSink sink)
            where TSink : struct, IPackedSink => sink.Add(0, 0, 0);

        public static void Successors<TSink>(ulong state, ref TSink sink)
            where TSink : struct, IPackedSink => Step(state, state > 1000 ? 1 : 0, ref sink);

        public static ulong Broken(ulong state) => 0;
    }

    private readonly struct Overflowing : IPackedSystem
    {
        public static int RuleCount => 1;

        public static void Initial<TSink>(ref TSink sink)
            where TSink : struct, IPackedSink => sink.Add(0, 0, 0);

        public static void Successors<TSink>(ulong state, ref TSink sink)
            where TSink : struct, IPackedSink => sink.Add(0, 0, ~state);

        public static ulong Broken(ulong state) => 0;
    }

    private readonly struct Nowhere : IPackedSystem
    {
        public static int RuleCount => 1;

        public static void Initial<TSink>(ref TSink sink)
            where TSink : struct, IPackedSink
        {
        }

        public static void Successors<TSink>(ulong state, ref TSink sink)
            where TSink : struct, IPackedSink
        {
        }

        public static ulong Broken(ulong state) => 0;
    }
}
