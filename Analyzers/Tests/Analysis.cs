using System.Collections.Immutable;
using Hmm.Annotations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hmm.Analyzers.Tests;

/// <summary>Compiles sources and runs the analyzer over them.</summary>
internal static class Analysis
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);

    // The framework that the tests run on, so that what is compiled here can also be run here.
    private static readonly MetadataReference[] References =
    [
        .. from path in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
           where Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location)
           select MetadataReference.CreateFromFile(path),
        MetadataReference.CreateFromFile(typeof(LockClassAttribute).Assembly.Location),
    ];

    private static readonly SyntaxTree Usings = Parse("Usings.cs",
        """
        global using System; global using System.Collections.Concurrent; global using System.Collections.Generic; global using System.IO;
        global using System.Linq; global using System.Runtime.CompilerServices; global using System.Threading;
        global using System.Threading.Tasks; global using Hmm.Annotations;
        """);

    public static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, Parsing, path);

    public static CSharpCompilation Compile(IEnumerable<SyntaxTree> trees, params IEnumerable<MetadataReference> more) =>
        CSharpCompilation.Create("Code", [Usings, .. trees], [.. References, .. more],
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

    public static CSharpCompilation Compile(string text) => Compile([Parse("Code.cs", text)]);

    /// <summary>What the analyzer reports, in the order of the source.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Run(Compilation compilation, IReadOnlyDictionary<string, string>? options = null,
        bool isConcurrent = true, params ImmutableArray<AdditionalText> files)
    {
        var failures = new List<string>();
        var settings = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions(files.IsDefault ? [] : files, new Settings(options ?? new Dictionary<string, string>())),
            (exception, _, _) => failures.Add(exception.ToString()), isConcurrent, logAnalyzerExecutionTime: false);
        var errors = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, $"The code does not compile:\n{string.Join("\n", errors)}");
        var found = await compilation.WithAnalyzers([new LockAnalyzer()], settings).GetAnalyzerDiagnosticsAsync();
        Assert.True(failures.Count == 0, string.Join("\n", failures));
        return [.. found.OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start)
            .ThenBy(d => d.Id, StringComparer.Ordinal)];
    }

    /// <summary>Options for all files alike.</summary>
    private sealed class Settings(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptionsProvider
    {
        private readonly Values all = new(values);

        public override AnalyzerConfigOptions GlobalOptions => all;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => all;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => all;

        private sealed class Values(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override IEnumerable<string> Keys => values.Keys;

            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
                values.TryGetValue(key, out value);
        }
    }
}
