using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Hmm.Analyzers.CodeFixes;

/// <summary>Releases in a finally block, acquires before the try, tests the result of a try-acquire.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class BalanceFixes : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("HMM1201", "HMM1203", "HMM1205");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new Everywhere(this, "Release in a finally block", "Acquire before the try");

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await Edit.Root(context).ConfigureAwait(false);
        var diagnostic = context.Diagnostics[0];
        if (Edit.Around<StatementSyntax>(root, diagnostic.Location) is not { Parent: BlockSyntax block } acquire)
        {
            return;
        }

        var span = acquire.Span;
        switch (diagnostic.Id)
        {
            case "HMM1201" when ReleaseIn(block, acquire) is not null:
                Edit.Offer(context, "Release in a finally block", r => Wrap(r, Find(r, span)));
                break;
            case "HMM1205" when block.Parent is TryStatementSyntax:
                Edit.Offer(context, "Acquire before the try", r => MoveOut(r, Find(r, span)));
                break;
            case "HMM1203" when acquire is ExpressionStatementSyntax:
                Edit.Offer(context, "Return when the lock was not acquired", r => Test(r, Find(r, span)));
                break;
        }
    }

    private static StatementSyntax Find(SyntaxNode root, TextSpan span) =>
        root.FindNode(span).FirstAncestorOrSelf<StatementSyntax>()!;

    // The release of the same lock later in the same block.
    private static StatementSyntax? ReleaseIn(BlockSyntax block, StatementSyntax acquire)
    {
        var target = Target(acquire);
        return block.Statements.SkipWhile(s => s != acquire).Skip(1).OfType<ExpressionStatementSyntax>()
            .FirstOrDefault(s => target is not null && Target(s) == target
                && NameOf(s) is "Exit" or "Release" or "ReleaseMutex" or "ExitReadLock" or "ExitWriteLock"
                or "ExitUpgradeableReadLock" or "ReleaseReaderLock" or "ReleaseWriterLock");
    }

    private static InvocationExpressionSyntax? CallIn(StatementSyntax statement) =>
        statement.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault();

    private static string? NameOf(StatementSyntax statement) =>
        (CallIn(statement)?.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.Text;

    // What is acquired or released: the receiver, or the argument of Monitor's members.
    private static string? Target(StatementSyntax statement)
    {
        if (CallIn(statement) is not { Expression: MemberAccessExpressionSyntax member } call)
        {
            return null;
        }

        return member.Expression.ToString() == "Monitor" ? call.ArgumentList.Arguments.FirstOrDefault()?.ToString()
            : member.Expression.ToString();
    }

    private static SyntaxNode? Wrap(SyntaxNode root, StatementSyntax acquire)
    {
        if (acquire.Parent is not BlockSyntax block || ReleaseIn(block, acquire) is not { } release)
        {
            return null;
        }

        var (first, last) = (block.Statements.IndexOf(acquire), block.Statements.IndexOf(release));
        var inside = block.Statements.Skip(first + 1).Take(last - first - 1).Select(s =>
            s.ReplaceNodes(Releases(s, release), (_, _) => SyntaxFactory.EmptyStatement()));
        var attempt = SyntaxFactory.TryStatement(
            SyntaxFactory.Block(inside), default, SyntaxFactory.FinallyClause(SyntaxFactory.Block(release.WithoutTrivia())));
        var statements = block.Statements.Take(first + 1).Append(attempt).Concat(block.Statements.Skip(last + 1));
        return Edit.Replace(root, block, block.WithStatements(SyntaxFactory.List(statements)));
    }

    // Releases before an early return would now run twice.
    private static IEnumerable<StatementSyntax> Releases(StatementSyntax statement, StatementSyntax release) =>
        statement.DescendantNodesAndSelf().OfType<ExpressionStatementSyntax>().Where(s => s.ToString() == release.ToString());

    private static SyntaxNode? MoveOut(SyntaxNode root, StatementSyntax acquire)
    {
        if (acquire.Parent is not BlockSyntax { Parent: TryStatementSyntax attempt } block)
        {
            return null;
        }

        var shorter = attempt.WithBlock(block.WithStatements(block.Statements.Remove(acquire)));
        return attempt.Parent is BlockSyntax ? Edit.Replace(root, attempt, acquire.WithTriviaFrom(attempt), shorter.WithoutLeadingTrivia())
            : Edit.Replace(root, attempt, SyntaxFactory.Block(acquire, shorter));
    }

    private static SyntaxNode? Test(SyntaxNode root, StatementSyntax acquire)
    {
        if (acquire is not ExpressionStatementSyntax statement || acquire.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
        {
            return null;
        }

        var result = member is MethodDeclarationSyntax { ReturnType: var type } && Returns(member, type) ? "return default;" : "return;";
        return Edit.Replace(root, acquire,
            Edit.Statement($"if (!{Grouped(statement.Expression)})\n{{\n{result}\n}}\n").WithLeadingTrivia(acquire.GetLeadingTrivia()));
    }

    private static bool Returns(MemberDeclarationSyntax member, TypeSyntax type) => type.ToString() is not ("void" or "Task" or "ValueTask")
        || (type.ToString() is "Task" or "ValueTask" && !member.Modifiers.Any(SyntaxKind.AsyncKeyword));

    private static string Grouped(ExpressionSyntax expression) => expression is AwaitExpressionSyntax ? $"({expression.WithoutTrivia()})"
        : expression.WithoutTrivia().ToString();
}
