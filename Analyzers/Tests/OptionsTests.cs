using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Tests;

/// <summary>Every key of an .editorconfig changes what is reported, and a key that nobody knows is reported itself.</summary>
public sealed class OptionsTests
{
    private const string Cycle = """
        class C
        {
            readonly object a = new(), b = new();
            public void F() { lock (a) { lock (b) { } } }
            public void G(C other) { lock (b) { lock (other.a) { } } }
            public void H(Task task) { lock (a) { task.Wait(); } }
        }
        """;

    private const string Timeout = """
        class C
        {
            readonly object a = new(), b = new();
            public void F() { lock (a) { if (Monitor.TryEnter(b, 100)) { Monitor.Exit(b); } } }
            public void G() { lock (b) { lock (a) { } } }
        }
        """;

    private const string Callback = """
        class C
        {
            readonly object a = new();
            public void F(Action action) { lock (a) { action(); } }
            event Action Changed;
            public void G() { lock (a) { Changed?.Invoke(); } }
            public event Action Seen;
            public void H() { lock (a) { Seen?.Invoke(); } }
        }
        """;

    private const string OwnLock = """
        namespace Own { class Gate { public void Take() { } public void Give() { } } }
        class C
        {
            readonly Own.Gate a = new(), b = new();
            public void F() { a.Take(); b.Take(); b.Give(); a.Give(); }
            public void G() { b.Take(); a.Take(); a.Give(); b.Give(); }
        }
        """;

    private const string OwnLockInOrder = """
        namespace Own { class Gate { public void Take() { } public void Give() { } } }
        class C
        {
            readonly Own.Gate a = new(), b = new();
            public void F() { a.Take(); b.Take(); b.Give(); a.Give(); }
        }
        """;

    private const string Runner = """
        interface IRunner { void Run(Action action); }
        class C
        {
            readonly object a = new(), b = new();
            public void F(IRunner runner) { lock (a) { runner.Run(() => { lock (b) { } }); } }
            public void G() { lock (b) { lock (a) { } } }
        }
        """;

    private const string Targets = """
        interface IJob { void Run(); }
        class One : IJob { public void Run() { lock (C.B) { } } }
        class Two : IJob { public void Run() { } }
        class C
        {
            public static readonly object A = new(), B = new();
            static readonly IJob[] jobs = [new One(), new Two()];
            public static void F() { lock (A) { foreach (var job in jobs) { job.Run(); } } }
            public static void G() { lock (B) { lock (A) { } } }
        }
        """;

    private const string Links = """
        class D { public readonly object Gate = new(); [GuardedBy(nameof(Gate))] public int N; }
        class M { public readonly D Inner = new(); }
        class C
        {
            readonly M first = new(), second = new();
            public void F() { lock (first.Inner.Gate) { first.Inner.N++; } }
        }
        """;

    [Theory]
    [InlineData(Cycle, "hmm.precision", "class", "HMM1002 HMM1002")]
    [InlineData(Cycle, "hmm.precision", "advisory", "HMM1002 HMM1002 HMM1502")]
    [InlineData(Timeout, "hmm.finite_timeout", "try", "")]
    [InlineData(Timeout, "hmm.finite_timeout", "blocking", "HMM1002 HMM1002")]
    [InlineData(Callback, "hmm.callbacks_under_lock", "off", "")]
    [InlineData(Callback, "hmm.callbacks_under_lock", "known", "HMM1504 HMM1504")]
    [InlineData(Callback, "hmm.callbacks_under_lock", "all", "HMM1504 HMM1504 HMM1504")]
    [InlineData(OwnLock, "hmm.lock_types", "", "")]
    [InlineData(OwnLock, "hmm.lock_types", "Own.Gate.Take/Give", "HMM1002 HMM1002")]
    [InlineData(OwnLockInOrder, "hmm.lock_types", "Own.Gate.Take/Give", "")]
    [InlineData(Runner, "hmm.invokes_now", "", "")]
    [InlineData(Runner, "hmm.invokes_now", "IRunner.Run", "HMM1002 HMM1002")]
    [InlineData(Cycle, "hmm.ignore_types", "C", "")]
    [InlineData(Targets, "hmm.max_targets", "2", "HMM1002 HMM1002")]
    [InlineData(Targets, "hmm.max_targets", "1", "HMM1702")]
    [InlineData(Links, "hmm.max_path_links", "4", "")]
    public async Task Option_changes_what_is_reported(string code, string key, string value, string expected) =>
        Assert.Equal(expected, string.Join(" ", (await Run(code, key, value)).Select(d => d.Id).Order(StringComparer.Ordinal)));

    [Fact]
    public async Task Proved_findings_are_all_that_is_left_without_the_likely_ones()
    {
        var all = await Run(Cycle, "hmm.precision", "advisory");
        var proved = await Run(Cycle, "hmm.precision", "proved");
        Assert.True(proved.Count < all.Count);
        Assert.DoesNotContain(proved, d => d.Severity == DiagnosticSeverity.Info);
    }

    [Theory]
    [InlineData("true", "HMM1006")]
    [InlineData("false", "")]
    public async Task Strict_order_wants_every_edge_declared(string strict, string expected)
    {
        var code = """
            [assembly: LockOrder("a", "b")]
            class C
            {
                [LockClass("a")] readonly object a = new();
                [LockClass("b")] readonly object b = new();
                [LockClass("c")] readonly object c = new();
                public void F() { lock (a) { lock (b) { } } }
                public void G() { lock (a) { lock (c) { } } }
            }
            """;
        Assert.Equal(expected, string.Join(" ", (await Run(code, "hmm.strict_order", strict)).Select(d => d.Id)));
    }

    [Theory]
    [InlineData("hmm.precison", "proved", "hmm.precison: no such option")]
    [InlineData("hmm.precision", "certain", "hmm.precision = certain: expected proved|class|advisory")]
    [InlineData("hmm.strict_order", "yes", "expected true|false")]
    [InlineData("hmm.finite_timeout", "5", "expected try|blocking")]
    [InlineData("hmm.callbacks_under_lock", "some", "expected known|all|off")]
    [InlineData("hmm.max_targets", "many", "expected a number")]
    [InlineData("hmm.max_path_links", "long", "expected a number")]
    [InlineData("hmm.lock_types", "Own.Gate", "not of the form")]
    [InlineData("hmm.export", "graph.png", "expected a path that ends in")]
    public async Task Key_or_value_that_cannot_be_read_is_reported(string key, string value, string expected) =>
        Assert.Contains(expected, Assert.Single(await Run("class C { }", key, value), d => d.Id == "HMM1702").GetMessage(null));

    private static Task<IReadOnlyList<Diagnostic>> Run(string code, string key, string value) =>
        Analysis.Run(Analysis.Compile(code), new Dictionary<string, string> { [key] = value });
}
