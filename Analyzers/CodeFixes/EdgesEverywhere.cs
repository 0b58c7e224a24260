using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hmm.Analyzers.CodeFixes;

/// <summary>Declares all edges that a document, a project or a solution uses: each once, and none that would close a cycle.</summary>
internal sealed class EdgesEverywhere : FixAllProvider
{
    /// <inheritdoc/>
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        const string title = "Declare every edge that is used";
        return Task.FromResult<CodeAction?>(CodeAction.Create(title, _ => Fix(fixAllContext), title));
    }

    private static async Task<Solution> Fix(FixAllContext context)
    {
        var solution = context.Solution;
        foreach (var project in context.Scope == FixAllScope.Solution ? solution.Projects : [context.Project])
        {
            var findings = context.Scope == FixAllScope.Document && context.Document is { } document
                ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            if (!findings.IsEmpty)
            {
                solution = await Fix(solution, project, findings, context.CancellationToken).ConfigureAwait(false);
            }
        }

        return solution;
    }

    private static async Task<Solution> Fix(Solution solution, Project project, IEnumerable<Diagnostic> findings,
        CancellationToken cancellation)
    {
        var known = await EdgeFixes.OrderIn(project, cancellation).ConfigureAwait(false);
        var more = new List<(string Outer, string Inner)>();
        foreach (var edge in findings.Select(EdgeFixes.Of).OrderBy(e => e.Outer, StringComparer.Ordinal)
            .ThenBy(e => e.Inner, StringComparer.Ordinal))
        {
            if (!EdgeFixes.Leads(known, edge.Inner, edge.Outer) && !EdgeFixes.Leads(known, edge.Outer, edge.Inner))
            {
                known.Add(edge);
                more.Add(edge);
            }
        }

        var place = await PlaceIn(project, cancellation).ConfigureAwait(false)
            ?? findings.Select(f => project.GetDocument(f.Location.SourceTree)).FirstOrDefault(d => d is not null);
        var root = place is null ? null : await place.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        return root is null ? solution : solution.WithDocumentSyntaxRoot(place!.Id, EdgeFixes.Declare(root, more));
    }

    // Beside the order that is declared already.
    private static async Task<Document?> PlaceIn(Project project, CancellationToken cancellation)
    {
        foreach (var document in project.Documents)
        {
            var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) as CompilationUnitSyntax;
            if (root?.AttributeLists.SelectMany(l => l.Attributes).Any(EdgeFixes.IsOrder) == true)
            {
                return document;
            }
        }

        return null;
    }
}
