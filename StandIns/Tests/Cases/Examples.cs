using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit.Abstractions;

namespace Hmm.StandIns.Tests.Cases;

#pragma warning disable xUnit1000 // Not public, so that only PropertyTests runs them: some must fail.

/// <summary>Properties whose outcome <see cref="PropertyTests"/> observes.</summary>
[Properties(MaxTest = 7, Arbitrary = [typeof(Sevens)])]
internal sealed class Examples(ITestOutputHelper helper)
{
    private int calls;

    [Property]
    public bool Seven_of_class(int number) => number == 7;

    [Property(Arbitrary = [typeof(Nines)])]
    public bool Nine_of_method(int number) => number == 9;

    [Property(MaxTest = 3)]
    public void Writes_each_call(int number) => helper.WriteLine($"call {++calls} with {number}");

    [Property]
    public Property Labelled(int number) => (number > 100).Label("over a hundred");

    [Property]
    public void Asserts(int number) => Assert.Equal(8, number);

    [Property]
    public async Task Waits(int number)
    {
        await Task.Yield();
        Assert.Equal(7, number);
    }

    [Property]
    public async Task Waits_and_fails(int number)
    {
        await Task.Yield();
        Assert.Equal(8, number);
    }

    [Property(Skip = "not now")]
    public bool Skipped(int number) => number == 0;

    [Property(MaxRejected = 2)]
    public Property Rejects(int number) => (number == 7).When(number != 7);

    [Property(QuietOnSuccess = true)]
    public bool Quiet(int number) => number == 7;

    [Property(Verbose = true, MaxTest = 2)]
    public bool Verbose(int number) => number == 7;

    [Property(Parallelism = 2)]
    public bool Parallel(int number) => number == 7;

    [Property(Arbitrary = [typeof(Sizes)], MaxTest = 100, StartSize = 5, EndSize = 20)]
    public void Writes_size(Size size) => helper.WriteLine($"size {size.Value}");

    [Property(Arbitrary = [typeof(Numbers)], MaxTest = 1000)]
    public void Writes_random(int number)
    {
        helper.WriteLine($"number {number}");
        Assert.InRange(number, 0, 900);
    }

    [Property(Arbitrary = [typeof(Numbers)], MaxTest = 1, Replay = "(12345678901234567,987654321,10)")]
    public void Writes_replayed(int number) => helper.WriteLine($"number {number}");

    [Property(Replay = "yesterday")]
    public bool Bad_replay(int number) => number == 7;

    [Properties(MaxTest = 2)]
    internal sealed class Inner
    {
        [Property]
        public bool Seven_of_outer_class(int number) => number == 7;
    }

    [Few]
    internal sealed class Derived
    {
        [Property]
        public bool Seven_of_a_derived_attribute(int number) => number == 7;
    }

    /// <summary>The size of the case it was made for.</summary>
    /// <param name="Value">That size.</param>
    public sealed record Size(int Value);

    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class FewAttribute : PropertiesAttribute
    {
        public FewAttribute() => MaxTest = 3;
    }

    internal static class Sevens
    {
        public static Arbitrary<int> Seven() => Gen.Constant(7).ToArbitrary();
    }

    internal static class Nines
    {
        public static Arbitrary<int> Nine() => Gen.Constant(9).ToArbitrary();
    }

    internal static class Numbers
    {
        public static Arbitrary<int> Number() => Gen.Choose(0, 1000).ToArbitrary();
    }

    internal static class Sizes
    {
        public static Arbitrary<Size> Size() => Gen.Sized(size => Gen.Constant(new Size(size))).ToArbitrary();
    }
}
