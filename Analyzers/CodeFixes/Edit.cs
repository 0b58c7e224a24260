using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Hmm.Analyzers.CodeFixes;

/// <summary>What the code fixes have in common.</summary>
internal static class Edit
{
    /// <summary>Offers one change of a node. What differs in names only is one kind of fix, made everywhere together.</summary>
    public static void Offer(CodeFixContext context, string title, Func<SyntaxNode, SyntaxNode?> change)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            context.RegisterCodeFix(
                CodeAction.Create(title, cancellation => Apply(context.Document, change, cancellation), KindOf(title)), diagnostic);
        }
    }

    /// <summary>A title without the names in it.</summary>
    public static string KindOf(string title) => string.Concat(title.Split('\'').Where((_, i) => i % 2 == 0));

    public static async Task<SyntaxNode> Root(CodeFixContext context) =>
        (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;

    public static T? Around<T>(SyntaxNode root, Location at)
        where T : SyntaxNode => root.FindNode(at.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<T>();

    /// <summary>The nodes with a replacement, formatted.</summary>
    public static SyntaxNode Replace(SyntaxNode root, SyntaxNode old, params SyntaxNode[] replacements) =>
        replacements.Length == 1 ? root.ReplaceNode(old, replacements[0].WithAdditionalAnnotations(Formatter.Annotation))
        : root.ReplaceNode(old, replacements.Select(n => n.WithAdditionalAnnotations(Formatter.Annotation)));

    public static StatementSyntax Statement(string text) =>
        SyntaxFactory.ParseStatement(text).WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed);

    /// <summary>An attribute in a list of its own.</summary>
    public static AttributeListSyntax Attribute(string name, params string[] arguments) =>
        SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(
        SyntaxFactory.Attribute(
            SyntaxFactory.ParseName($"global::Hmm.Annotations.{name}").WithAdditionalAnnotations(Simplifier.Annotation),
            SyntaxFactory.ParseAttributeArgumentList($"({string.Join(", ", arguments)})"))))
        .WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed);

    public static string Quote(string text) => SyntaxFactory.Literal(text).ToString();

    private static async Task<Document> Apply(Document document, Func<SyntaxNode, SyntaxNode?> change, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        return root is not null && change(root) is { } changed ? document.WithSyntaxRoot(changed) : document;
    }
}
