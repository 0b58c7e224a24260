using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Hmm.Analyzers.CodeFixes;

/// <summary>Raises an event after the lock, from a copy; lets continuations run elsewhere.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class CallbackFixes : CodeFixProvider
{
    // What a TaskCompletionSource calls the end of its task.
    private static readonly string[] Completing = ["SetResult", "SetException", "SetCanceled", "SetFromTask"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("HMM1504");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new Everywhere(this, "Run continuations asynchronously");

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await Edit.Root(context).ConfigureAwait(false);
        var at = context.Span;
        if (Raise(root, at) is not null)
        {
            Edit.Offer(context, "Copy under the lock, raise after it", r => MoveOut(r, Raise(r, at)));
        }
        else if (Source(root, at) is not null)
        {
            Edit.Offer(context, "Run continuations asynchronously", r => Detach(r, Source(r, at)));
        }
    }

    // The last statement of a lock: then nothing that follows under the lock is reordered.
    private static (LockStatementSyntax Lock, ExpressionStatementSyntax Statement, ConditionalAccessExpressionSyntax Call)? Raise(
        SyntaxNode root, TextSpan at)
    {
        if (root.FindNode(at).FirstAncestorOrSelf<ExpressionStatementSyntax>()
            is not { Expression: ConditionalAccessExpressionSyntax call } statement)
        {
            return null;
        }

        return call.Expression is IdentifierNameSyntax
            && statement.Parent is BlockSyntax { Parent: LockStatementSyntax { Parent: BlockSyntax } held } block
            && block.Statements.Last() == statement ? (held, statement, call) : null;
    }

    private static SyntaxNode? MoveOut(
        SyntaxNode root, (LockStatementSyntax Lock, ExpressionStatementSyntax Statement, ConditionalAccessExpressionSyntax Call)? found)
    {
        if (found is not var (held, statement, call) || held.Statement is not BlockSyntax block)
        {
            return null;
        }

        var name = ((IdentifierNameSyntax)call.Expression).Identifier.Text;
        var copy = char.ToLowerInvariant(name.TrimStart('_')[0]) + name.TrimStart('_').Substring(1) + "Handlers";
        var inside = block.WithStatements(block.Statements.Replace(statement,
            Edit.Statement($"{copy} = {name};\n").WithLeadingTrivia(statement.GetLeadingTrivia())));
        var declaration = Edit.Statement($"var {copy} = {name};\n").WithLeadingTrivia(held.GetLeadingTrivia());
        var raise = call.WithExpression(SyntaxFactory.IdentifierName(copy));
        var after = statement.WithExpression(raise).WithLeadingTrivia(held.GetLeadingTrivia());
        return Edit.Replace(root, held, declaration, held.WithStatement(inside), after);
    }

    private static BaseObjectCreationExpressionSyntax? Source(SyntaxNode root, TextSpan at)
    {
        if (root.FindNode(at).FirstAncestorOrSelf<InvocationExpressionSyntax>()
            is not { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax source } member } call
            || member.Name.Identifier.Text is not { } name
            || !Completing.Contains(name.StartsWith("Try", StringComparison.Ordinal) ? name.Substring(3) : name))
        {
            return null;
        }

        // The variable of the method comes before the field of the type.
        return call.Ancestors().OfType<MemberDeclarationSyntax>().Select(m => m.DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .FirstOrDefault(v => v.Identifier.Text == source.Identifier.Text)).FirstOrDefault(v => v is not null)?
            .Initializer?.Value is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0 } creation ? creation : null;
    }

    private static SyntaxNode? Detach(SyntaxNode root, BaseObjectCreationExpressionSyntax? creation) => creation is null ? null
        : root.ReplaceNode(creation,
            creation.WithArgumentList(SyntaxFactory.ParseArgumentList("(TaskCreationOptions.RunContinuationsAsynchronously)")));
}
