using System.CommandLine;
using System.Reflection;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hmm.Benchmarks.AnalyzerTime;

/// <summary>The command <c>analyzers</c>: how long our analyzer takes on bodies of C#, and how long the peer takes in the same
/// process.</summary>
internal sealed class AnalyzersCommand : Command
{
    private readonly Option<string[]> folders = new("--folders")
    {
        Description = "Folders of C# files, each one compilation.", AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => ["Model", "Tool", "Analyzers/Rules"],
    };

    private readonly Option<int> repeat = new("--repeat")
    {
        Description = "How often each analyzer runs, in turn; the best run counts.", DefaultValueFactory = _ => 3,
    };

    public AnalyzersCommand()
        : base("analyzers", "Measures the time of our lock analyzer against Microsoft.VisualStudio.Threading.Analyzers.")
    {
        Options.Add(folders);
        Options.Add(repeat);
        SetAction(parsed => Run(parsed.GetValue(folders)!, parsed.GetValue(repeat)));
    }

    private static int Run(string[] folders, int repeat)
    {
        var (ours, peers) = (Load("OurAnalyzer"), Load("PeerAnalyzer"));
        Console.WriteLine($"{"code",-18} {"lines",8} {"ours ms",9} {"peer ms",9} {"ratio",6} {"reports",8}  us a line");
        foreach (var corpus in folders.Select(Corpus.OfFolder).Append(Corpus.Generated(classes: 400)))
        {
            var (own, other, reports) = (double.MaxValue, double.MaxValue, 0);
            for (var round = 0; round <= repeat; round++)
            {
                var (time, count) = corpus.Measure(ours);
                var (peer, _) = corpus.Measure(peers);
                (own, other, reports) = round == 0 ? (own, other, count) : (Math.Min(own, time), Math.Min(other, peer), count);
            }

            var perLine = own * 1000 / corpus.Lines;
            Console.WriteLine(FormattableString.Invariant(
                $"{corpus.Name,-18} {corpus.Lines,8} {own,9:F0} {other,9:F0} {own / other,6:F2} {reports,8}  {perLine:F1}"));
        }

        return 0;
    }

    private static List<DiagnosticAnalyzer> Load(string key)
    {
        var path = typeof(AnalyzersCommand).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
        return [.. Assembly.LoadFrom(path).GetTypes().Where(t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract
            && t.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)];
    }
}
