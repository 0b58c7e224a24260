using System.Text.RegularExpressions;
using FsCheck.Xunit;

namespace Hmm.StandIns.Tests.Cases;

public class PropertyTests(PropertyTests.Run run) : IClassFixture<PropertyTests.Run>
{
    [Theory]
    [InlineData(nameof(Examples.Seven_of_class))]
    [InlineData(nameof(Examples.Nine_of_method))]
    [InlineData(nameof(Examples.Waits))]
    [InlineData(nameof(Examples.Parallel))]
    public void What_holds_passes(string method) => Assert.Equal("passed", run.Of(method).Outcome);

    [Fact]
    public void The_number_of_cases_of_the_class_is_told() =>
        Assert.Contains("Ok, passed 7 tests.", run.Of(nameof(Examples.Seven_of_class)).Words, StringComparison.Ordinal);

    [Fact]
    public void The_number_of_cases_of_the_method_wins_and_one_instance_sees_them_all()
    {
        var words = run.Of(nameof(Examples.Writes_each_call)).Words;

        Assert.Contains("call 1 with 7", words, StringComparison.Ordinal);
        Assert.Contains("call 3 with 7", words, StringComparison.Ordinal);
        Assert.DoesNotContain("call 4", words, StringComparison.Ordinal);
        Assert.Contains("Ok, passed 3 tests.", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_inside_another_has_its_settings_and_changes_some()
    {
        var (outcome, words) = Observed.Run(typeof(Examples.Inner))[nameof(Examples.Inner.Seven_of_outer_class)];

        Assert.Equal("passed", outcome);
        Assert.Contains("Ok, passed 2 tests.", words, StringComparison.Ordinal);
    }

    [Fact]
    public void An_attribute_derived_from_Properties_may_decide_by_itself()
    {
        var (outcome, words) = Observed.Run(typeof(Examples.Derived))[nameof(Examples.Derived.Seven_of_a_derived_attribute)];

        Assert.Equal("passed", outcome);
        Assert.Contains("Ok, passed 3 tests.", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(Examples.Labelled), "over a hundred")]
    [InlineData(nameof(Examples.Asserts), "Assert.Equal() Failure")]
    [InlineData(nameof(Examples.Waits_and_fails), "Assert.Equal() Failure")]
    public void What_does_not_hold_fails_with_the_case_and_the_reason(string method, string reason)
    {
        var (outcome, words) = run.Of(method);

        Assert.Equal("failed", outcome);
        Assert.Contains("Falsifiable, after 1 test (0 shrinks)", words, StringComparison.Ordinal);
        Assert.Matches(new Regex(@"Original:\s+7"), words);
        Assert.Contains(reason, words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_skipped_property_says_why() =>
        Assert.Equal(new Observed("skipped", "not now"), run.Of(nameof(Examples.Skipped)));

    [Fact]
    public void Too_many_rejected_cases_are_a_failure()
    {
        var (outcome, words) = run.Of(nameof(Examples.Rejects));

        Assert.Equal("failed", outcome);
        Assert.Contains("Arguments exhausted after 0 tests", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quiet_property_says_nothing() => Assert.Equal(new Observed("passed", string.Empty), run.Of(nameof(Examples.Quiet)));

    [Fact]
    public void A_verbose_property_shows_every_case() =>
        Assert.Equal(2, Regex.Count(run.Of(nameof(Examples.Verbose)).Words, @"^\d+:\s+7", RegexOptions.Multiline));

    [Fact]
    public void Sizes_grow_from_the_first_to_the_last()
    {
        var words = run.Of(nameof(Examples.Writes_size)).Words;
        var sizes = Regex.Matches(words, @"size (\d+)").Select(size => int.Parse(size.Groups[1].Value)).ToList();

        Assert.Equal(5, sizes[0]);
        Assert.InRange(sizes[^1], 19, 20);
        Assert.Equal(sizes.Order(), sizes);
    }

    [Fact]
    public void A_replay_gives_the_same_case_each_time()
    {
        var first = run.Of(nameof(Examples.Writes_replayed));

        Assert.Equal("passed", first.Outcome);
        Assert.Equal(first, Observed.Run(typeof(Examples))[nameof(Examples.Writes_replayed)]);
    }

    [Fact]
    public void A_failure_prints_the_replay_of_its_case()
    {
        var (outcome, words) = run.Of(nameof(Examples.Writes_random));

        Assert.Equal("failed", outcome);
        Assert.Matches(new Regex(@"Last step was invoked with size of \d+ and seed of \(\d+,\d+\)"), words);
    }

    [Fact]
    public void A_replay_that_is_none_fails()
    {
        var (outcome, words) = run.Of(nameof(Examples.Bad_replay));

        Assert.Equal("failed", outcome);
        Assert.Contains("yesterday", words, StringComparison.Ordinal);
    }

    [Property(MaxTest = 20)]
    public bool A_property_is_found_by_the_runner(int number) => number - number == 0;

    public sealed class Run
    {
        private readonly IReadOnlyDictionary<string, Observed> results = Observed.Run(typeof(Examples));

        internal Observed Of(string method) => results[method];
    }
}
