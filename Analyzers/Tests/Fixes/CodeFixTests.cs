using Hmm.Analyzers.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Hmm.Analyzers.Tests.Fixes;

/// <summary>Every code fix turns the one text into the other, which compiles.</summary>
public sealed class CodeFixTests
{
    // A reason has still to be written, and callers to be changed: these fixes move the finding, they do not end it.
    private static readonly string[] Unfinished = ["Allow", "Report", "Require", "Declare that 'n'"];

    private static readonly List<CodeFixProvider> Providers = [.. typeof(OrderFixes).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(CodeFixProvider))).Select(t => (CodeFixProvider)Activator.CreateInstance(t)!)];

    public static TheoryData<string> Titles => [.. Texts.Select(t => t.Title)];

    private const string Local =
        """
        class C { readonly object a = new(); [RequiresLock(nameof(a))] public void G() { }
        public static void F() { H(); } static void H() { var c = new C(); D = c; c.G(); } static C D; }
        """;

    /// <summary>A lock given from outside, one of a type in parts, one that others see, one in a local variable.</summary>
    public static TheoryData<string, string> Kept => new()
    {
        { "HMM1602", "class C { object a = new(); public void F(object o) { lock (a) { a = o; } } }" },
        { "HMM1602", "partial class C { object a = new(); public void F() { lock (a) { a = new(); } } }" },
        { "HMM1602", "class C { protected object a = new(); public void F() { lock (a) { a = new(); } } }" },
        { "HMM1303", Local },
    };

    private static IEnumerable<(string Title, string Before, string After)> Texts =>
        from part in Read().Split("\n== ").Skip(1)
        let lines = part.Split('\n', 2)
        let texts = lines[1].Split("--\n")
        select (lines[0], texts[0], texts[1]);

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Fix_does_what_its_title_says(string title)
    {
        var (_, before, after) = Texts.Single(t => t.Title == title);
        var (rule, wanted) = (title[..7], title[9..]);
        var options = new Dictionary<string, string> { ["hmm.strict_order"] = rule == "HMM1006" ? "true" : "false" };
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, before);
        var compilation = (await document.Project.GetCompilationAsync())!;
        var finding = (await Analysis.Run(compilation, options)).First(d => d.Id == rule);
        var text = await Apply(document, finding, wanted);
        Assert.Equal(Lines(after), Lines(text));
        var rest = await Analysis.Run(Analysis.Compile(text), options);
        Assert.Equal(Unfinished.Any(u => wanted.StartsWith(u, StringComparison.Ordinal)), rest.Any(d => d.Id == rule
            || d.Id is "HMM1301" or "HMM1303"));
        if (wanted.StartsWith("Require", StringComparison.Ordinal))
        {
            Assert.DoesNotContain(LineOf(finding), rest.Select(LineOf));
        }
    }

    [Fact]
    public void Every_rule_with_a_fix_has_a_test() => Assert.Empty(Providers.SelectMany(p => p.FixableDiagnosticIds)
        .Except(Texts.Select(t => t.Title[..7])));

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task Fix_that_would_break_the_code_is_not_offered(string rule, string text)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, text);
        var findings = await Analysis.Run((await document.Project.GetCompilationAsync())!);
        Assert.Empty(await Offers(document, findings.First(d => d.Id == rule)));
    }

    private static string LineOf(Diagnostic finding) =>
        finding.Location.SourceTree!.GetText().Lines[finding.Location.GetLineSpan().StartLinePosition.Line].ToString();

    // Empty lines are a matter of taste.
    private static string Lines(string text) =>
        string.Join("\n", text.ReplaceLineEndings("\n").Split('\n').Where(l => l.Trim().Length > 0));

    private static Document Open(AdhocWorkspace workspace, string text)
    {
        var compiled = Analysis.Compile(text);
        var info = ProjectInfo.Create(ProjectId.CreateNewId(), VersionStamp.Default, "Code", "Code", LanguageNames.CSharp,
            compilationOptions: compiled.Options, parseOptions: compiled.SyntaxTrees[0].Options, metadataReferences: compiled.References);
        var project = workspace.AddProject(info);
        project = project.AddDocument("Usings.cs", compiled.SyntaxTrees[0].GetText()).Project;
        return project.AddDocument("Code.cs", text);
    }

    private static async Task<string> Apply(Document document, Diagnostic finding, string title)
    {
        var actions = await Offers(document, finding);
        var chosen = actions.SingleOrDefault(a => a.Title == title);
        Assert.True(chosen is not null, $"offered: {string.Join(", ", actions.Select(a => a.Title))}");
        var operations = await chosen.GetOperationsAsync(default);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        return (await changed.GetTextAsync()).ToString();
    }

    private static async Task<List<CodeAction>> Offers(Document document, Diagnostic finding)
    {
        var actions = new List<CodeAction>();
        foreach (var provider in Providers.Where(p => p.FixableDiagnosticIds.Contains(finding.Id)))
        {
            await provider.RegisterCodeFixesAsync(new(document, finding, (action, _) => actions.Add(action), default));
        }

        return actions;
    }

    private static string Read()
    {
        using var reader = new StreamReader(typeof(CodeFixTests).Assembly.GetManifestResourceStream("Docs/CodeFixes")!);
        return "\n" + reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
