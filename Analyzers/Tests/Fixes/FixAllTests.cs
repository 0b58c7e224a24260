using Hmm.Analyzers.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Hmm.Analyzers.Tests.Fixes;

/// <summary>The safe fixes can be made in a document, a project or a solution at once.</summary>
public sealed class FixAllTests
{
    private static readonly Dictionary<string, string> Options = new() { ["hmm.strict_order"] = "true" };

    private static readonly List<CodeFixProvider> Providers = [.. typeof(OrderFixes).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(CodeFixProvider))).Select(t => (CodeFixProvider)Activator.CreateInstance(t)!)];

    public static TheoryData<string, FixAllScope> Cases
    {
        get
        {
            var cases = new TheoryData<string, FixAllScope>();
            foreach (var (title, _, _) in Texts)
            {
                cases.Add(title, FixAllScope.Document);
                cases.Add(title, FixAllScope.Project);
                cases.Add(title, FixAllScope.Solution);
            }

            return cases;
        }
    }

    private static IEnumerable<(string Title, string Before, string After)> Texts =>
        from part in Read().Split("\n== ").Skip(1)
        let lines = part.Split('\n', 2)
        let texts = lines[1].Split("--\n")
        select (lines[0], texts[0], texts[1]);

    // Two projects of two documents each; the fix reaches as far as its scope.
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Fix_reaches_as_far_as_its_scope(string title, FixAllScope scope)
    {
        var (_, before, after) = Texts.Single(t => t.Title == title);
        using var workspace = new AdhocWorkspace();
        var first = Open(workspace, "One", before);
        Open(workspace, "Two", before);
        var fixedOnes = await Apply(workspace.CurrentSolution.GetDocument(first.Id)!, title[..7], title[9..], scope);
        foreach (var project in fixedOnes.Projects)
        {
            var isFixed = scope == FixAllScope.Solution || (project.Name == "One" && scope == FixAllScope.Project);
            Assert.Equal(Lines(isFixed || project.Name == "One" ? after : before), Lines(await Text(project, "C.cs")));
            Assert.Equal(Lines(Second(isFixed ? after : before)), Lines(await Text(project, "D.cs")));
            var rest = await Analysis.Run((await project.GetCompilationAsync())!, Options);
            Assert.True(!isFixed || title.Contains("Require", StringComparison.Ordinal) || !rest.Any(d => d.Id == title[..7]));
        }
    }

    // What has to be looked at is offered one by one.
    [Theory]
    [InlineData("HMM1001", "Swap the two locks")]
    [InlineData("HMM1203", "Return when the lock was not acquired")]
    [InlineData("HMM1401", "Replace  with a SemaphoreSlim (not reentrant)")]
    [InlineData("HMM1504", "Copy under the lock, raise after it")]
    [InlineData("HMM1602", "Lock an object of its own instead of ")]
    public async Task Fix_that_needs_review_is_not_made_everywhere(string rule, string kind)
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, "One", "class C { }");
        var provider = Providers.First(p => p.FixableDiagnosticIds.Contains(rule));
        var context = new FixAllContext(document, provider, FixAllScope.Document, kind, [rule], new Findings(), default);
        Assert.Null(provider.GetFixAllProvider() is { } all ? await all.GetFixAsync(context) : null);
    }

    [Fact]
    public async Task Edges_that_would_close_a_cycle_are_not_declared()
    {
        using var workspace = new AdhocWorkspace();
        var document = Open(workspace, "One", """
            [assembly: LockOrder("A", "D")]
            class C
            {
                [LockClass("A")] readonly object a = new();
                [LockClass("B")] readonly object b = new();
                public void F() { lock (a) { lock (b) { } } }
                public void G() { lock (b) { lock (a) { } } }
            }
            """);
        var solution = await Apply(document, "HMM1006", "Declare every edge that is used", FixAllScope.Document);
        var text = await Text(solution.GetProject(document.Project.Id)!, "C.cs");
        Assert.Contains("""LockOrder("A", "B")""", text, StringComparison.Ordinal);
        Assert.DoesNotContain("""LockOrder("B", "A")""", text, StringComparison.Ordinal);
    }

    private static string Second(string text) => string.Join("\n", text.Split('\n')
        .Where(l => !l.StartsWith("[assembly", StringComparison.Ordinal))).Replace("class C", "class D", StringComparison.Ordinal);

    // Empty lines are a matter of taste.
    private static string Lines(string text) =>
        string.Join("\n", text.ReplaceLineEndings("\n").Split('\n').Where(l => l.Trim().Length > 0));

    private static async Task<string> Text(Project project, string name) =>
        (await project.Documents.Single(d => d.Name == name).GetTextAsync()).ToString();

    private static Document Open(AdhocWorkspace workspace, string name, string text)
    {
        var compiled = Analysis.Compile(text);
        var project = workspace.AddProject(ProjectInfo.Create(ProjectId.CreateNewId(), VersionStamp.Default, name, name,
            LanguageNames.CSharp, compilationOptions: compiled.Options, parseOptions: compiled.SyntaxTrees[0].Options,
            metadataReferences: compiled.References));
        workspace.AddDocument(project.Id, "Usings.cs", compiled.SyntaxTrees[0].GetText());
        workspace.AddDocument(project.Id, "D.cs", SourceText.From(Second(text)));
        return workspace.AddDocument(project.Id, "C.cs", SourceText.From(text));
    }

    private static async Task<Solution> Apply(Document document, string rule, string kind, FixAllScope scope)
    {
        document = document.Project.Solution.Workspace.CurrentSolution.GetDocument(document.Id)!;
        var provider = Providers.First(p => p.FixableDiagnosticIds.Contains(rule));
        var context = new FixAllContext(document, provider, scope, kind, [rule], new Findings(), default);
        var action = await provider.GetFixAllProvider()!.GetFixAsync(context);
        Assert.NotNull(action);
        var operations = await action.GetOperationsAsync(default);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    private static string Read()
    {
        using var reader = new StreamReader(typeof(FixAllTests).Assembly.GetManifestResourceStream("Docs/FixAll")!);
        return "\n" + reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private sealed class Findings : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await Analysis.Run((await project.GetCompilationAsync(cancellationToken))!, Options);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(
            Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await GetAllDiagnosticsAsync(document.Project, cancellationToken)).Where(d => d.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
