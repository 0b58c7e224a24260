using System.CommandLine;
using System.Globalization;
using Hmm.Benchmarks.MirrorCore;

namespace Hmm.Benchmarks.Compare;

/// <summary>The command <c>golden</c>: explores mirror-core in one scope after the other and compares with the known counts.</summary>
internal sealed class GoldenCommand : Command
{
    private readonly Option<string[]> system = new("--system")
    {
        Description = "The forms to explore; all when not given.", AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<long> most = new("--most")
    {
        Description = "Leave out what has more states.", DefaultValueFactory = _ => 6_000_000,
    };

    private readonly Option<int> threads = new("--threads")
    {
        Description = "Threads that explore.", DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    public GoldenCommand()
        : base("golden", "Explores mirror-core in many scopes, also reduced, and says whether the counts are the known ones.")
    {
        system.AcceptOnlyFromAmong([.. MirrorCoreCommand.Systems.Select(form => form.Name)]);
        foreach (var option in new Option[] { system, most, threads })
        {
            Options.Add(option);
        }

        SetAction(parsed => Run(parsed));
    }

    private int Run(ParseResult parsed)
    {
        var names = parsed.GetValue(system) ?? [];
        var wrong = 0;
        foreach (var form in MirrorCoreCommand.Systems.Where(form => names.Length == 0 || names.Contains(form.Name)))
        {
            foreach (var golden in Golden.All)
            {
                foreach (var (request, states) in golden.Runs(parsed.GetValue(threads)).Where(run => run.States <= parsed.GetValue(most)))
                {
                    wrong += Agrees(form, golden, request, states) ? 0 : 1;
                }
            }
        }

        Console.WriteLine(wrong == 0 ? "All counts are the known ones." : $"{wrong} COUNTS DIFFER.");
        return wrong == 0 ? 0 : 1;
    }

    private static bool Agrees(IMirrorCore form, Golden golden, Request request, long states)
    {
        var report = form.Explore(request);
        var agrees = golden.Agrees(report, request, states);
        var reduction = (request.Reduction, request.IsSymmetric) switch
        {
            (Reduction.None, false) => "none",
            (Reduction.None, true) => "symmetry",
            (var some, false) => some.ToString(),
            (var some, true) => $"symmetry,{some}",
        };
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{report.System,-7} {report.Scope} {reduction.ToLowerInvariant(),-15} {report.States,12:N0} states {report.Transitions,12:N0} "
            + $"transitions, depth {report.Depth}, {report.Seconds:F2} s ({report.CpuSeconds:F2} s of processors)");
        Console.WriteLine($"{text}: {(agrees ? "as known" : "DIFFERS")}");
        return agrees;
    }
}
