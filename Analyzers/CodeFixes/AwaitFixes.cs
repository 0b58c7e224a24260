using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Hmm.Analyzers.CodeFixes;

/// <summary>Replaces a monitor that is held across an await with a semaphore, which may be released by another thread.</summary>
/// <remarks>Not reentrant: to be checked by whoever accepts it, and therefore only offered.</remarks>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class AwaitFixes : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("HMM1401");

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await Edit.Root(context).ConfigureAwait(false);
        var name = context.Diagnostics[0].Properties["argument0"] ?? string.Empty;
        var at = context.Span;
        if (root.FindNode(at).FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && Field(type, name) is not null
            && Uses(type, name) is { } uses && uses.All(IsMonitor))
        {
            Edit.Offer(context, $"Replace '{name}' with a SemaphoreSlim (not reentrant)", r =>
                Replace(r, r.FindNode(at).FirstAncestorOrSelf<TypeDeclarationSyntax>()!, name));
        }
    }

    private static FieldDeclarationSyntax? Field(TypeDeclarationSyntax type, string name) =>
        type.Members.OfType<FieldDeclarationSyntax>().FirstOrDefault(f => f.Declaration.Variables.Count == 1
            && f.Declaration.Variables[0].Identifier.Text == name);

    private static List<IdentifierNameSyntax> Uses(TypeDeclarationSyntax type, string name) =>
        [.. type.DescendantNodes().OfType<IdentifierNameSyntax>().Where(i => i.Identifier.Text == name)];

    // Monitor.Enter and Exit in asynchronous methods; everything else needs a decision.
    private static bool IsMonitor(IdentifierNameSyntax use) => Call(use) is { } call
        && call.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Modifiers.Any(SyntaxKind.AsyncKeyword) == true;

    private static InvocationExpressionSyntax? Call(SyntaxNode use)
    {
        if (use.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: InvocationExpressionSyntax call } })
        {
            return null;
        }

        return call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Monitor" } } member
            && (member.Name.Identifier.Text is "Enter" or "Exit") ? call : null;
    }

    private static SyntaxNode Replace(SyntaxNode root, TypeDeclarationSyntax type, string name)
    {
        var field = Field(type, name)!;
        var calls = Uses(type, name).Select(Call).OfType<SyntaxNode>();
        return root.ReplaceNodes(calls.Append(field), (old, _) => old switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Enter" } } =>
                SyntaxFactory.ParseExpression($"await {name}.WaitAsync()").WithTriviaFrom(old),
            InvocationExpressionSyntax => SyntaxFactory.ParseExpression($"{name}.Release()").WithTriviaFrom(old),
            _ => Semaphore(field, name).WithTriviaFrom(old).WithAdditionalAnnotations(Formatter.Annotation),
        });
    }

    private static MemberDeclarationSyntax Semaphore(FieldDeclarationSyntax field, string name)
    {
        var modifiers = string.Concat(field.Modifiers.Select(m => m.Text + " "));
        return SyntaxFactory.ParseMemberDeclaration($"{modifiers}SemaphoreSlim {name} = new(1, 1);")!;
    }
}
