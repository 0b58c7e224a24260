using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Hmm.Analyzers.CodeFixes;

/// <summary>Swaps two locks that are directly nested, sorts two instances by their key.</summary>
/// <remarks>The expression of the inner lock is now evaluated outside the outer one: to be checked by whoever accepts it, and
/// therefore only offered.</remarks>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class OrderFixes : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("HMM1001", "HMM1003", "HMM1004");

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await Edit.Root(context).ConfigureAwait(false);
        var diagnostic = context.Diagnostics[0];
        var at = diagnostic.Location.SourceSpan;
        if (Nested(root, at) is not { } pair)
        {
            return;
        }

        if (diagnostic.Id is "HMM1001" or "HMM1004")
        {
            Edit.Offer(context, "Swap the two locks", r => Swap(r, Nested(r, at)));
        }
        else if (Owner(pair.Outer) is { } first && Owner(pair.Inner) is { } second && Key(diagnostic) is { } key)
        {
            Edit.Offer(context, $"Take the lock with the smaller {key} first", r => Sort(r, Nested(r, at), first, second, key));
        }
    }

    // Nothing may stand between the two: what does would move out of the one lock and into the other.
    private static (LockStatementSyntax Outer, LockStatementSyntax Inner)? Nested(SyntaxNode root,
        TextSpan at) =>
        root.FindNode(at).FirstAncestorOrSelf<LockStatementSyntax>() is { } inner
            && (inner.Parent as LockStatementSyntax ?? (inner.Parent is BlockSyntax { Statements.Count: 1 } block
                ? block.Parent as LockStatementSyntax : null)) is { } outer
            ? (outer, inner) : null;

    private static SyntaxNode? Swap(SyntaxNode root, (LockStatementSyntax Outer, LockStatementSyntax Inner)? pair) =>
        pair is not var (outer, inner) ? null
        : root.ReplaceNodes([outer.Expression, inner.Expression], (old, _) => old == outer.Expression
            ? inner.Expression.WithTriviaFrom(old) : outer.Expression.WithTriviaFrom(old));

    private static ExpressionSyntax? Owner(LockStatementSyntax statement) => statement.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Expression,
        IdentifierNameSyntax or ThisExpressionSyntax => SyntaxFactory.ThisExpression(),
        _ => null,
    };

    private static string? Key(Diagnostic diagnostic)
    {
        var text = diagnostic.Properties["argument1"] ?? string.Empty;
        return text.StartsWith(" by ", StringComparison.Ordinal) ? text.Substring(4) : null;
    }

    private static SyntaxNode? Sort(SyntaxNode root, (LockStatementSyntax Outer, LockStatementSyntax Inner)? pair, ExpressionSyntax first,
        ExpressionSyntax second, string key)
    {
        if (pair is not var (outer, inner))
        {
            return null;
        }

        var swapped = (StatementSyntax)Swap(outer, (outer, inner))!;
        var test = SyntaxFactory.ParseExpression($"{first.WithoutTrivia()}.{key} < {second.WithoutTrivia()}.{key}");
        var choice = SyntaxFactory.IfStatement(
            test,
            SyntaxFactory.Block(outer.WithoutTrivia()),
            SyntaxFactory.ElseClause(SyntaxFactory.Block(swapped.WithoutTrivia())));
        return Edit.Replace(root, outer, choice.WithTriviaFrom(outer));
    }
}
