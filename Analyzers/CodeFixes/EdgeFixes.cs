using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Hmm.Analyzers.CodeFixes;

/// <summary>Adds to the declared order an edge that the code uses.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class EdgeFixes : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("HMM1006");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new EdgesEverywhere();

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var edge = Of(context.Diagnostics[0]);
        var known = await OrderIn(context.Document.Project, context.CancellationToken).ConfigureAwait(false);
        if (!Leads(known, edge.Inner, edge.Outer))
        {
            Edit.Offer(context, $"Declare that '{edge.Outer}' comes before '{edge.Inner}'", r => Declare(r, [edge]));
        }
    }

    /// <summary>The edge of a finding.</summary>
    internal static (string Outer, string Inner) Of(Diagnostic finding) =>
        (finding.Properties["argument0"]!, finding.Properties["argument1"]!);

    /// <summary>A file with more edges declared, after what it declares already.</summary>
    internal static SyntaxNode Declare(SyntaxNode root, IEnumerable<(string Outer, string Inner)> edges) =>
        ((CompilationUnitSyntax)root).AddAttributeLists([.. edges.Select(e =>
            Edit.Attribute("LockOrder", Edit.Quote(e.Outer), Edit.Quote(e.Inner))
            .WithTarget(SyntaxFactory.AttributeTargetSpecifier(SyntaxFactory.Token(SyntaxKind.AssemblyKeyword)))
            .WithAdditionalAnnotations(Formatter.Annotation))]);

    /// <summary>The edges that the attributes of a project declare.</summary>
    internal static async Task<List<(string Outer, string Inner)>> OrderIn(Project project, CancellationToken cancellation)
    {
        var edges = new List<(string Outer, string Inner)>();
        foreach (var document in project.Documents)
        {
            var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            foreach (var attribute in root?.DescendantNodes().OfType<AttributeSyntax>().Where(IsOrder) ?? [])
            {
                List<string> names = [.. attribute.ArgumentList?.Arguments.Select(a => a.Expression).OfType<LiteralExpressionSyntax>()
                    .Select(l => l.Token.ValueText) ?? []];
                edges.AddRange(names.Zip(names.Skip(1), (outer, inner) => (outer, inner)));
            }
        }

        return edges;
    }

    /// <summary>Whether a path of edges leads from one class to another.</summary>
    internal static bool Leads(List<(string Outer, string Inner)> edges, string from, string to)
    {
        var reached = new HashSet<string> { from };
        while (edges.Any(e => reached.Contains(e.Outer) && reached.Add(e.Inner)))
        {
            // Every round adds one class, so there are no more rounds than classes.
        }

        return reached.Contains(to);
    }

    /// <summary>Whether an attribute declares an order.</summary>
    internal static bool IsOrder(AttributeSyntax attribute) =>
        attribute.Name.ToString().Split('.', ':').Last() is "LockOrder" or "LockOrderAttribute";
}
