using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;

namespace Hmm.Analyzers.CodeFixes;

/// <summary>Permits one edge, with a reason to be written.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class SuppressionFixes : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("HMM1001", "HMM1006", "HMM1305",
        "HMM1502", "HMM1504");

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await Edit.Root(context).ConfigureAwait(false);
        var diagnostic = context.Diagnostics[0];
        var at = context.Span;
        if (root.FindNode(at).FirstAncestorOrSelf<MethodDeclarationSyntax>() is null)
        {
            return;
        }

        var (inner, outer) = diagnostic.Id == "HMM1001" ? (diagnostic.Properties["argument1"], diagnostic.Properties["argument3"])
            : (diagnostic.Properties["argument1"], diagnostic.Properties["argument0"]);
        if (diagnostic.Id is "HMM1001" or "HMM1006")
        {
            Edit.Offer(context, $"Allow '{inner}' inside '{outer}' here, with a reason", r =>
                Annotate(r, at, Edit.Attribute("AllowLockOrder", Edit.Quote(outer!), Edit.Quote(inner!), "\"\"")));
        }
        else
        {
            Edit.Offer(context, "Report nothing here, with a reason", r => Annotate(r, at, Edit.Attribute("NoLockAnalysis", "\"\"")));
        }
    }

    private static SyntaxNode? Annotate(SyntaxNode root, TextSpan at, AttributeListSyntax list)
    {
        var method = root.FindNode(at).FirstAncestorOrSelf<MethodDeclarationSyntax>();
        return method is null ? null : root.ReplaceNode(method, method.WithoutLeadingTrivia()
            .WithAttributeLists(method.AttributeLists.Insert(0,
                list.WithLeadingTrivia(method.GetLeadingTrivia()))).WithAdditionalAnnotations(Formatter.Annotation));
    }
}
