using System.CommandLine;
using System.Reflection;
using BenchmarkDotNet.Running;
using Hmm.Benchmarks.AnalyzerTime;
using Hmm.Benchmarks.Compare;
using Hmm.Benchmarks.MirrorCore;

// The side-by-side runs are commands; everything else is BenchmarkDotNet's.
var commands = new RootCommand("Benchmarks of Hmm.Verified.")
{
    new MirrorCoreCommand(), new CompareCommand(), new GoldenCommand(), new AnalyzersCommand(),
};
if (args is [var first, ..] && commands.Subcommands.Any(command => command.Name == first))
{
    return commands.Parse(args).Invoke();
}

BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
return 0;
