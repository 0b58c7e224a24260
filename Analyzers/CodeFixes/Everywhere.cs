using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Hmm.Analyzers.CodeFixes;

/// <summary>Makes the safe fixes of a provider in a document, a project or a solution.</summary>
/// <remarks>One after the other, each on the text that the last one left: two findings that ask for the same edit get it once, and two
/// whose edits overlap both get theirs.</remarks>
/// <param name="fixes">Whose fixes.</param>
/// <param name="safe">The titles, without names, of those that need no review.</param>
internal sealed class Everywhere(CodeFixProvider fixes, params string[] safe) : FixAllProvider
{
    /// <inheritdoc/>
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => safe.Contains(fixAllContext.CodeActionEquivalenceKey)
        ? Create((context, document, findings) => Fix(document, findings, context.CodeActionEquivalenceKey!, context.CancellationToken))
            .GetFixAsync(fixAllContext)
        : Task.FromResult<CodeAction?>(null);

    private async Task<Document?> Fix(Document document, ImmutableArray<Diagnostic> findings, string kind, CancellationToken cancellation)
    {
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var marks = findings.OrderBy(f => f.Location.SourceSpan.Start).Select(f => (Finding: f,
            Node: root.FindNode(f.Location.SourceSpan, getInnermostNodeForTie: true), Mark: new SyntaxAnnotation())).ToList();
        root = root.ReplaceNodes(marks.Select(m => m.Node), (old, current) =>
            current.WithAdditionalAnnotations(marks.Where(m => m.Node == old).Select(m => m.Mark)));
        document = document.WithSyntaxRoot(root);
        foreach (var (finding, _, mark) in marks)
        {
            document = await Fix(document, finding, mark, kind, cancellation).ConfigureAwait(false);
        }

        return document;
    }

    // What an earlier fix took away needs none.
    private async Task<Document> Fix(
        Document document, Diagnostic finding, SyntaxAnnotation mark, string kind, CancellationToken cancellation)
    {
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        if (root.GetAnnotatedNodes(mark).FirstOrDefault() is not { } node)
        {
            return document;
        }

        var actions = new List<CodeAction>();
        var moved = Diagnostic.Create(finding.Descriptor, node.GetLocation(), finding.AdditionalLocations, finding.Properties);
        await fixes.RegisterCodeFixesAsync(new(document, moved, (action, _) => actions.Add(action), cancellation)).ConfigureAwait(false);
        if (actions.FirstOrDefault(a => a.EquivalenceKey == kind) is not { } action)
        {
            return document;
        }

        var operations = await action.GetOperationsAsync(cancellation).ConfigureAwait(false);
        return operations.OfType<ApplyChangesOperation>().FirstOrDefault()?.ChangedSolution.GetDocument(document.Id) ?? document;
    }
}
