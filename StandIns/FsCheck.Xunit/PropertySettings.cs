using System.Globalization;
using System.Reflection;
using Microsoft.FSharp.Core;

namespace FsCheck.Xunit;

/// <summary>What the attributes of a property say; null where they say nothing.</summary>
internal sealed record PropertySettings
{
    public const int Unset = -1;

    public string? Replay { get; set; }

    public int? Parallelism { get; set; }

    public int? MaxTest { get; set; }

    public int? MaxRejected { get; set; }

    public int? StartSize { get; set; }

    public int? EndSize { get; set; }

    public bool? Verbose { get; set; }

    public bool? QuietOnSuccess { get; set; }

    public Type[] Arbitrary { get; set; } = [];

    /// <summary>The settings of a test method: assembly, outer classes, class, method; the later wins.</summary>
    public static PropertySettings Of(Type testClass, MethodInfo method)
    {
        var merged = new PropertySettings();
        foreach (var settings in Levels(testClass, method))
        {
            merged = merged.With(settings);
        }

        return merged;
    }

    public Config ToConfig(IRunner runner)
    {
        var config = Config.Default.WithRunner(runner).WithArbitrary(Arbitrary);
        config = MaxTest is { } tests ? config.WithMaxTest(tests) : config;
        config = MaxRejected is { } rejected ? config.WithMaxRejected(rejected) : config;
        config = StartSize is { } start ? config.WithStartSize(start) : config;
        config = EndSize is { } end ? config.WithEndSize(end) : config;
        config = Verbose == true ? config.WithEvery(Config.Verbose.Every).WithEveryShrink(Config.Verbose.EveryShrink) : config;
        config = QuietOnSuccess is { } quiet ? config.WithQuietOnSuccess(quiet) : config;
        config = Replay is { } replay ? config.WithReplay(FSharpOption<Replay>.Some(Parse(replay))) : config;
        config = Parallelism is > 0 and var degree
            ? config.WithParallelRunConfig(FSharpOption<ParallelRunConfig>.Some(new ParallelRunConfig(degree)))
            : config;
        return config;
    }

    private static IEnumerable<PropertySettings> Levels(Type testClass, MethodInfo method)
    {
        if (testClass.Assembly.GetCustomAttribute<PropertiesAttribute>() is { } ofAssembly)
        {
            yield return ofAssembly.Settings;
        }

        var classes = new Stack<Type>();
        for (var type = testClass; type is not null; type = type.DeclaringType)
        {
            classes.Push(type);
        }

        foreach (var ofClass in classes.Select(type => type.GetCustomAttribute<PropertiesAttribute>()).OfType<PropertiesAttribute>())
        {
            yield return ofClass.Settings;
        }

        yield return method.GetCustomAttribute<PropertyAttribute>()!.Settings;
    }

    private static Replay Parse(string text)
    {
        var numbers = text.Trim().TrimStart('(').TrimEnd(')').Split(',', StringSplitOptions.TrimEntries);
        if (numbers.Length is 2 or 3
            && ulong.TryParse(numbers[0], CultureInfo.InvariantCulture, out var seed)
            && ulong.TryParse(numbers[1], CultureInfo.InvariantCulture, out var gamma)
            && int.TryParse(numbers.ElementAtOrDefault(2) ?? "0", CultureInfo.InvariantCulture, out var size))
        {
            return new Replay(new Rnd(seed, gamma), numbers.Length == 3 ? FSharpOption<int>.Some(size) : FSharpOption<int>.None);
        }

        throw new ArgumentException(
            $"Replay is '{text}', which is neither '(seed,gamma)' nor '(seed,gamma,size)'. Copy it from the failed run.");
    }

    /// <summary>Adds what an inner level says. Of several Arbitrary types that make the same type, FsCheck takes the first.</summary>
    private PropertySettings With(PropertySettings inner) => new()
    {
        Replay = inner.Replay ?? Replay,
        Parallelism = inner.Parallelism ?? Parallelism,
        MaxTest = inner.MaxTest ?? MaxTest,
        MaxRejected = inner.MaxRejected ?? MaxRejected,
        StartSize = inner.StartSize ?? StartSize,
        EndSize = inner.EndSize ?? EndSize,
        Verbose = inner.Verbose ?? Verbose,
        QuietOnSuccess = inner.QuietOnSuccess ?? QuietOnSuccess,
        Arbitrary = [.. inner.Arbitrary, .. Arbitrary],
    };
}
