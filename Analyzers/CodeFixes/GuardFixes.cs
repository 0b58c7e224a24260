using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;

namespace Hmm.Analyzers.CodeFixes;

/// <summary>Declares what the code relies on: a lock that a private helper requires, the guard of a member.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class GuardFixes : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("HMM1301", "HMM1303", "HMM1305");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await Edit.Root(context).ConfigureAwait(false);
        var diagnostic = context.Diagnostics[0];
        var at = diagnostic.Location.SourceSpan;
        var @lock = diagnostic.Properties["argument1"] ?? string.Empty;
        if (diagnostic.Id == "HMM1305")
        {
            var member = diagnostic.Properties["argument0"] ?? string.Empty;
            if (Field(root, at, member) is not null)
            {
                Edit.Offer(context, $"Declare that '{member}' is guarded by '{@lock}'", r =>
                    Annotate(r, Field(r, at, member), "GuardedBy", @lock));
            }

            return;
        }

        // Only a private helper: of others not all callers are in sight.
        if (Helper(root, at) is { } helper
            && (helper.Modifiers.Any(SyntaxKind.PrivateKeyword) || !helper.Modifiers.Any(m => m.IsKind(SyntaxKind.PublicKeyword)
            || m.IsKind(SyntaxKind.ProtectedKeyword) || m.IsKind(SyntaxKind.InternalKeyword))))
        {
            Edit.Offer(context, $"Require '{@lock}' of the callers", r => Annotate(r, Helper(r, at), "RequiresLock", @lock));
        }
    }

    private static MethodDeclarationSyntax? Helper(SyntaxNode root, TextSpan at) =>
        root.FindNode(at).FirstAncestorOrSelf<MethodDeclarationSyntax>();

    private static FieldDeclarationSyntax? Field(SyntaxNode root, TextSpan at, string name) =>
        root.FindNode(at).FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members.OfType<FieldDeclarationSyntax>()
            .FirstOrDefault(f => f.Declaration.Variables.Any(v => v.Identifier.Text == name));

    private static SyntaxNode? Annotate(SyntaxNode root, MemberDeclarationSyntax? member, string name, string @lock)
    {
        if (member is null)
        {
            return null;
        }

        var path = SyntaxFacts.IsValidIdentifier(@lock) ? $"nameof({@lock})" : Edit.Quote(@lock);
        var list = Edit.Attribute(name, path).WithLeadingTrivia(member.GetLeadingTrivia());
        var annotated = member.WithoutLeadingTrivia().WithAttributeLists(member.AttributeLists.Insert(0, list));
        return root.ReplaceNode(member, annotated.WithAdditionalAnnotations(Formatter.Annotation));
    }
}
