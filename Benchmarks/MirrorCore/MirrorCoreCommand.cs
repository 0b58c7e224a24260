using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Hmm.Benchmarks.MirrorCore.Steps;

namespace Hmm.Benchmarks.MirrorCore;

/// <summary>The command <c>mirror-core</c>: explores one instance and prints what that took.</summary>
internal sealed class MirrorCoreCommand : Command
{
    /// <summary>The forms in which the protocol is written.</summary>
    public static readonly IReadOnlyList<IMirrorCore> Systems = [new PackedMirrorCore(), new SteppedMirrorCore()];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Option<string> system = new("--system")
    {
        Description = "The form in which the protocol is written.", DefaultValueFactory = _ => Systems[0].Name,
    };

    private readonly Option<string> scope = new("--scope")
    {
        Description = "Pages, devices and CPU threads, such as 2,2,2.", DefaultValueFactory = _ => "2,2,1",
    };

    private readonly Option<int> threads = new("--threads")
    {
        Description = "Threads that explore.", DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    private readonly Option<int> mutant = new("--mutant")
    {
        Description = "1 drops the retry check, 2 the wait before a fault, 3 the driver lock of the callback.",
    };

    private readonly Option<string> reduce = new("--reduce")
    {
        Description = "Store fewer states, as a list: symmetry, merge (sections under a driver lock are one step) or chain.",
        DefaultValueFactory = _ => "none",
    };

    private readonly Option<bool> audit = new("--audit")
    {
        Description = "First compare the reduction with the protocol itself in small scopes, and refuse it where they differ.",
    };

    private readonly Option<string> format = new("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };

    public MirrorCoreCommand()
        : base("mirror-core", "Explores the benchmark protocol mirror-core and prints states, transitions, depth and speed.")
    {
        system.AcceptOnlyFromAmong([.. Systems.Select(form => form.Name)]);
        format.AcceptOnlyFromAmong("text", "json");
        scope.Validators.Add(result =>
        {
            if (!TryParse(result.GetValueOrDefault<string>(), out _))
            {
                result.AddError("--scope is three numbers of at least 1, such as 2,2,1: pages, devices, CPU threads.");
            }
        });
        reduce.Validators.Add(result =>
        {
            if (!TryParse(result.GetValueOrDefault<string>(), out _, out _))
            {
                result.AddError("--reduce is none, or a list of symmetry and one of merge and chain, such as symmetry,merge.");
            }
        });
        foreach (var option in new Option[] { system, scope, threads, mutant, reduce, audit, format })
        {
            Options.Add(option);
        }

        SetAction(parsed => Run(parsed));
    }

    /// <summary>Reads a scope.</summary>
    public static bool TryParse(string? text, out (int Pages, int Devices, int Threads) scope)
    {
        int[] numbers = [.. (text ?? string.Empty).Split(',').Select(part =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        scope = numbers is [var pages, var devices, var threads] ? (pages, devices, threads) : default;
        return numbers.Length == 3 && numbers.All(number => number > 0);
    }

    /// <summary>Reads a list of reductions.</summary>
    public static bool TryParse(string? text, out Reduction reduction, out bool isSymmetric)
    {
        string[] names = (text ?? string.Empty).Split(',');
        string[] others = [.. names.Where(static name => name != "symmetry")];
        isSymmetric = others.Length < names.Length;
        reduction = Reduction.None;
        return others.Length switch
        {
            0 => names.Length == 1,
            1 => names.Length <= 2 && Enum.TryParse(others[0], ignoreCase: true, out reduction)
                && Enum.IsDefined(reduction) && !char.IsAsciiDigit(others[0][0]),
            _ => false,
        };
    }

    /// <summary>Prints a report.</summary>
    public static void Print(Report report, bool isJson)
    {
        Console.WriteLine(isJson ? JsonSerializer.Serialize(report, Json) : InWords(report));
    }

    private int Run(ParseResult parsed)
    {
        _ = TryParse(parsed.GetValue(scope), out var size);
        _ = TryParse(parsed.GetValue(reduce), out var reduction, out var isSymmetric);
        var request = new Request(
            size.Pages, size.Devices, size.Threads, parsed.GetValue(mutant), reduction, isSymmetric, parsed.GetValue(threads));
        var form = Systems.Single(form => form.Name == parsed.GetValue(system));
        try
        {
            var compared = parsed.GetValue(audit) ? form.Audit(request) : null;
            var report = form.Explore(request) with { Audit = compared };
            Print(report, parsed.GetValue(format) == "json");
            return report.Verdict switch { "verified" => 0, var verdict when verdict.StartsWith("inconclusive") => 3, _ => 1 };
        }
        catch (RefusedException refused)
        {
            Console.Error.WriteLine(refused.Message);
            return 2;
        }
    }

    private static string InWords(Report report)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            mirror-core({report.Scope}) {report.System}, {report.Threads} threads: {report.Verdict}
              {report.States:N0} states, {report.Transitions:N0} transitions, depth {report.Depth}
              {report.Seconds:F3} s ({report.CpuSeconds:F3} s of processors), {report.StatesPerSecond:N0} states/s
              {report.BytesPerState:F1} bytes a state, {report.ManagedBytesPerState:F3} of them allocated on the managed heap
            """);
        return string.Join(Environment.NewLine,
        [
            text,
            .. (report.Audit ?? []).Select(static line => $"  audited at {line}"),
            .. (report.Counterexample ?? []).Select(static (step, i) => $"  {i + 1,2} {step}"),
        ]);
    }
}
