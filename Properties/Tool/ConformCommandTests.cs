using System.CommandLine;
using System.Text.Json.Nodes;
using Hmm.Model.Drivers;
using Hmm.Model.Exploring.Recording;
using Hmm.Model.Protocols;
using Hmm.Tool;
using Hmm.Tool.Commands;
using Hmm.Tool.Traces;

namespace Hmm.Properties.Tool;

/// <summary>The command around a replay that is not the model's, so that every outcome can be had.</summary>
public sealed class ConformCommandTests
{
    private static readonly Protocol Protocol = Linux612.With(new TestHmm());

    private static readonly Func<RecordedSequence, Replay> Agrees = sequence => new()
    {
        Records = sequence.Calls.Length,
        Agreed = sequence.Calls.Length,
        Sections = sequence.Calls.Count(call => call.IsSection),
        Explained = sequence.Calls.Count(call => call.IsSection),
    };

    private static readonly Func<RecordedSequence, Replay> DiffersAtSeedSeven = sequence =>
        sequence.Seed != 7 ? Agrees(sequence) : Agrees(sequence) with
    {
        Agreed = 2,
        Difference = Difference(sequence, 2),
    };

    [Fact]
    public void All_agreed_is_success()
    {
        var (code, output, error) = Run(Agrees, "anon", "race");

        Assert.Equal((ExitCode.Success, string.Empty), (code, error));
        Assert.Contains("20,000 of 20,000 records of 500 sequences agree", output, StringComparison.Ordinal);
        Assert.Contains("3,092 of 3,092 sections explained", output, StringComparison.Ordinal);
        Assert.Contains("Conforms: what was recorded is a behaviour of linux-6.12 with driver TestHmm.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Results_come_in_the_order_of_the_trace(int threads)
    {
        var (code, output, _) = Run(
            sequence =>
            {
                Thread.Sleep((int)(sequence.Seed % 3));
                return Agrees(sequence) with { Agreed = 0, Difference = Difference(sequence, 0) };
            },
            "anon", "--format", "json", "--threads", $"{threads}");

        Assert.Equal(ExitCode.Differs, code);
        var seeds = JsonNode.Parse(output)!["differences"]!.AsArray().Select(difference => (int)difference!["seed"]!);
        Assert.Equal(Enumerable.Range(1, 250), seeds);
    }

    [Fact]
    public void A_difference_shows_the_calls_that_led_to_it()
    {
        var (code, output, _) = Run(DiffersAtSeedSeven, "anon");

        Assert.Equal(ExitCode.Differs, code);
        Assert.Contains("record 2 of seed 7 differs", output, StringComparison.Ordinal);
        Assert.Contains("  0  p0   map 0..7 rw anon_private", output, StringComparison.Ordinal);
        Assert.Contains("  rerun   hmm conform anon --seed 7", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\n  3  p0", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_what_scripts_rely_on()
    {
        var (_, output, _) = Run(DiffersAtSeedSeven, "anon", "--format", "json");

        var report = JsonNode.Parse(output)!;
        Assert.Equal((250, 10000, 9962, 0, 0), ((int)report["sequences"]!, (int)report["records"]!, (int)report["agreed"]!,
            (int)report["sections"]!, (int)report["explained"]!));
        Assert.True((double)report["seconds"]! > 0 && (double)report["recordsPerSecond"]! > 0);
        var difference = Assert.Single(report["differences"]!.AsArray())!;
        Assert.Equal(("anon", 7, 2, "ret", "0", "-14"),
            ((string)difference["file"]!, (int)difference["seed"]!, (int)difference["index"]!, (string)difference["field"]!,
                (string)difference["kernel"]!, (string)difference["model"]!));
    }

    [Fact]
    public void An_unexplained_section_is_inconclusive() =>
        Assert.Equal(ExitCode.Inconclusive, Run(sequence => Agrees(sequence) with { Explained = 0 }, "race").Code);

    [Fact]
    public void A_bad_file_does_not_hide_the_good_one()
    {
        var (code, output, error) = Run(Agrees, "no-such-file", "anon");

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("10,000 of  10,000 records agree", output, StringComparison.Ordinal);
        Assert.Contains("Inconclusive", output, StringComparison.Ordinal);
        Assert.Contains("There is no such file.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_precedes_a_fault_is_replayed()
    {
        var file = Path.GetTempFileName();
        try
        {
            var text = Traces.Samples[1];
            File.WriteAllText(file, text + text[..(text.Length / 2)]);

            var (code, output, _) = Run(Agrees, file, "--format", "json");

            Assert.Equal(ExitCode.Usage, code);
            Assert.Equal((40, false, 1), ((int)JsonNode.Parse(output)!["records"]!, (bool)JsonNode.Parse(output)!["complete"]!,
                JsonNode.Parse(output)!["errors"]!.AsArray().Count));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_seed_selects_one_sequence_and_an_unknown_one_is_an_error()
    {
        Assert.Contains("40 of 40 records of 1 sequence", Run(Agrees, "anon", "--seed", "9").Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, Run(Agrees, "anon", "--seed", "999").Code);
    }

    [Fact]
    public void Saved_sequences_are_a_trace()
    {
        var file = Path.GetTempFileName();
        try
        {
            Run(DiffersAtSeedSeven, "anon", "--save", file);

            var saved = Assert.Single(TraceReader.Read(file));
            Assert.Equal(7, saved.Seed);
            Assert.Equal(ExitCode.Usage, Run(DiffersAtSeedSeven, "anon", "--save", "/no/such/folder/file").Code);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Coverage_counts_each_way_and_lists_what_no_record_exercised()
    {
        var conformer = new Conformer(Protocol, (sequence, audit) =>
        {
            audit!.Steps.BeginRun();
            audit.Steps.Count(1, 0);
            return Agrees(sequence);
        });

        var (_, json, _) = Run(conformer, CancellationToken.None, "anon", "--coverage", "--format", "json");
        var (_, text, _) = Run(conformer, CancellationToken.None, "anon", "--coverage");

        var coverage = JsonNode.Parse(json)!["coverage"]!;
        var rows = coverage["ways"]!.AsArray().Concat(coverage["choices"]!.AsArray()).Select(row => (long)row!["records"]!).ToList();
        Assert.Equal((250, rows.Count - 1), (rows.Max(), rows.Count(records => records == 0)));
        Assert.Contains("lifecycle page, transitions: 0 of ", text, StringComparison.Ordinal);
        Assert.Contains("\n           0  Absent, MapZero: Zero\n", text, StringComparison.Ordinal);
        Assert.Contains("\n           0  cpu-read / fault: collect: unmap: check the references: its activation is still queued\n", text,
            StringComparison.Ordinal);
        Assert.Contains("Every invariant holds after every record.", text, StringComparison.Ordinal);
    }

    /// <summary>What no record can reach, because no record goes the way that leads there, is not listed line by line.</summary>
    [Fact]
    public void Of_the_ways_of_steps_those_are_listed_that_branch_off_from_what_records_reach()
    {
        var conformer = new Conformer(Protocol, (sequence, audit) =>
        {
            audit!.Steps.BeginRun();
            audit.Steps.Count(1, 0);
            return Agrees(sequence);
        });

        var (_, text, _) = Run(conformer, CancellationToken.None, "anon", "--coverage");
        var (_, json, _) = Run(conformer, CancellationToken.None, "anon", "--coverage", "--format", "json");

        var first = Protocol.Operations[0];
        var ways = JsonNode.Parse(json)!["coverage"]!["ways"]!.AsArray();
        Assert.Equal($"{first.Name} / {first.Steps[0].Label}, to {first.Steps[0].Jumps[0].Label}", (string)ways[0]!["name"]!);
        Assert.Equal((250, 250, 0, 250, 0), ((long)ways[0]!["records"]!, (long)ways[0]!["reached"]!, (long)ways[1]!["records"]!,
            (long)ways[1]!["reached"]!, (long)ways[2]!["reached"]!));
        Assert.Contains($"\n         250  {(string)ways[1]!["name"]!}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain((string)ways[2]!["name"]!, text, StringComparison.Ordinal);
        Assert.Contains($"nor for {ways.Count - 2:N0} ways of steps that no record comes to", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stop_reports_what_is_done()
    {
        using var stop = new CancellationTokenSource();
        var done = 0;
        var (code, output, _) = Run(
            new(Protocol, (sequence, _) =>
            {
                if (Interlocked.Increment(ref done) == 20)
                {
                    stop.Cancel();
                }

                return Agrees(sequence);
            }),
            stop.Token, "anon", "all");

        Assert.Equal(ExitCode.Inconclusive, code);
        Assert.InRange(done, 20, 200);
        Assert.Contains($"records of {done} sequences agree", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_in_the_replay_is_an_internal_error_that_names_the_sequence()
    {
        var (code, _, error) = Run(_ => throw new InvalidOperationException("broken"), "anon");

        Assert.Equal(ExitCode.Internal, code);
        Assert.Contains("hmm conform anon --seed 1", error, StringComparison.Ordinal);
        Assert.Contains("file it", error, StringComparison.Ordinal);
    }

    private static Difference Difference(RecordedSequence sequence, int index) =>
        new() { File = sequence.File, Seed = sequence.Seed, Index = index, Field = "ret", Kernel = "0", Model = "-14", Rule = "rule" };

    private static (int Code, string Output, string Error) Run(Func<RecordedSequence, Replay> replay, params string[] arguments) =>
        Run(new(Protocol, (sequence, _) => replay(sequence)), CancellationToken.None, arguments);

    private static (int Code, string Output, string Error) Run(Conformer conformer, CancellationToken stop, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, HasColours: false, ShowsProgress: false);
        var root = new RootCommand { new ConformCommand(terminal, conformer) };
        var code = Application.RunAsync(root, ["conform", .. arguments], terminal, stop).GetAwaiter().GetResult();
        return (code, output.ToString(), error.ToString());
    }
}
