using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Hmm.Analyzers.Tests;

/// <summary>What one compilation writes, the lock graph and the facts, is what others read.</summary>
public sealed class OutputTests
{
    private const string Library = """
        public static class Library
        {
            public static readonly object Gate = new();
            public static void Touch() { lock (Gate) { } }
            public static void With(Action action) { lock (Gate) { action(); } }
        }
        """;

    private const string Program = """
        class Program
        {
            readonly object own = new();
            public void F() { lock (own) { Library.Touch(); } }
            public void G() { Library.With(() => { lock (own) { } }); }
        }
        """;

    [Fact]
    public async Task Facts_in_a_file_find_a_cycle_through_another_assembly()
    {
        Assert.Empty(await Analysis.Run(Using(Library)));
        var found = await Analysis.Run(Using(Library), files: [new Facts(await FactsOf(Library))]);
        Assert.Equal(["HMM1002", "HMM1002"], found.Select(d => d.Id));
    }

    [Fact]
    public async Task Facts_in_attributes_find_the_same()
    {
        var found = await Analysis.Run(Using(await Summarized(version: string.Empty)));
        Assert.Equal(["HMM1002", "HMM1002"], found.Select(d => d.Id));
    }

    [Fact]
    public async Task Facts_of_another_version_are_not_used_and_reported()
    {
        var found = await Analysis.Run(Using(await Summarized(version: ", Version = 2")));
        Assert.All(found, d => Assert.Equal("HMM1702", d.Id));
        Assert.Contains(found, d => d.GetMessage(null).Contains("version 2"));
        var other = await Analysis.Run(Using(Library), files: [new Facts("lockfacts 2\n")]);
        Assert.Contains("another version", Assert.Single(other).GetMessage(null));
    }

    [Fact]
    public async Task Annotations_in_metadata_are_obeyed()
    {
        var library = """
            public class Library
            {
                public readonly object Gate = new();
                [RequiresLock(nameof(Gate))] public void Touch() { }
                [GuardedBy(nameof(Gate))] public int Count;
            }
            """;
        var program = """
            class Program
            {
                public void F(Library library) { library.Touch(); library.Count++; }
                public void G(Library library) { lock (library.Gate) { library.Touch(); library.Count++; } }
            }
            """;
        var found = await Analysis.Run(Using(library, program));
        Assert.Equal(["HMM1303", "HMM1301"], found.Select(d => d.Id));
    }

    [Theory]
    [InlineData(".dot")]
    [InlineData(".mmd")]
    [InlineData(".json")]
    [InlineData(".sarif")]
    public async Task Graph_names_every_class_and_every_edge(string ending)
    {
        var text = await Export(ending, isReversed: false);
        Assert.Contains("C.first", text);
        Assert.Contains("C.second", text);
        Assert.Contains("C.F Code.cs:4", text);
        Assert.Equal(text, await Export(ending, isReversed: true));
        switch (ending)
        {
            case ".dot":
                Assert.Contains("n0 -> n1", text);
                break;
            case ".mmd":
                Assert.Contains("n0 -->|", text);
                break;
            case ".json":
                using (var graph = JsonDocument.Parse(text))
                {
                    Assert.Equal((2, 1), (graph.RootElement.GetProperty("classes").GetArrayLength(),
                        graph.RootElement.GetProperty("edges").GetArrayLength()));
                }

                break;
            default:
                using (var log = JsonDocument.Parse(text))
                {
                    var graph = log.RootElement.GetProperty("runs")[0].GetProperty("graphs")[0];
                    Assert.Equal((2, 1), (graph.GetProperty("nodes").GetArrayLength(), graph.GetProperty("edges").GetArrayLength()));
                }

                break;
        }
    }

    // The graph of two files, given in either order.
    private static async Task<string> Export(string ending, bool isReversed)
    {
        var code = """
            class C
            {
                readonly object first = new(), second = new();
                public void F() { lock (first) { lock (second) { } } }
            }
            """;
        var other = "class D { readonly object d = new(); void F() { lock (d) { } } }";
        SyntaxTree[] trees = [Analysis.Parse("Code.cs", code), Analysis.Parse("Other.cs", other)];
        return await Written("hmm.export", ending, Analysis.Compile(isReversed ? trees.Reverse() : trees));
    }

    private static Task<string> FactsOf(string library) => Written("hmm.facts", ".lockfacts", Analysis.Compile(library));

    private static async Task<string> Written(string key, string ending, Compilation compilation)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ending);
        try
        {
            await Analysis.Run(compilation, new Dictionary<string, string> { [key] = path });
            return await File.ReadAllTextAsync(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    // The library with its own facts as attributes.
    private static async Task<string> Summarized(string version)
    {
        var attributes = (await FactsOf(Library)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split('\t'))
            .Select(p => $"[assembly: LockSummary(\"{p[0]}\", \"{p[1]}\"{version})]").ToList();
        Assert.NotEmpty(attributes);
        return string.Join("\n", attributes) + "\n" + Library;
    }

    private static Microsoft.CodeAnalysis.CSharp.CSharpCompilation Using(string library, string program = Program)
    {
        var stream = new MemoryStream();
        var emitted = Analysis.Compile(library).WithAssemblyName("Library").Emit(stream);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return Analysis.Compile([Analysis.Parse("Code.cs", program)], MetadataReference.CreateFromImage(stream.ToArray()));
    }

    private sealed class Facts(string text) : AdditionalText
    {
        public override string Path => "Library.lockfacts";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
