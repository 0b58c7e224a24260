using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;

namespace Hmm.Analyzers.CodeFixes;

/// <summary>Gives a lock one object for its whole life: a readonly field in place of a property that makes new ones.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ObjectFixes : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("HMM1601", "HMM1602");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await Edit.Root(context).ConfigureAwait(false);
        var at = context.Span;
        if (Maker(root, at) is { } maker)
        {
            Edit.Offer(context, $"Keep the object of '{maker.Identifier.Text}' in a readonly field", r => Keep(r, Maker(r, at)));
        }
        else if (Field(root, at) is { } field)
        {
            Edit.Offer(context, $"Make '{field.Declaration.Variables[0].Identifier.Text}' readonly", r => Fix(r, Field(r, at)));
        }
    }

    private static string? Name(SyntaxNode root, TextSpan at) => root.FindNode(at) switch
    {
        IdentifierNameSyntax name => name.Identifier.Text,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => name.Identifier.Text,
        _ => null,
    };

    private static IEnumerable<MemberDeclarationSyntax> Members(SyntaxNode root, TextSpan at) =>
        root.FindNode(at).FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members ?? default;

    private static PropertyDeclarationSyntax? Maker(SyntaxNode root, TextSpan at) =>
        Members(root, at).OfType<PropertyDeclarationSyntax>()
        .FirstOrDefault(p => p.Identifier.Text == Name(root, at) && p.ExpressionBody?.Expression is BaseObjectCreationExpressionSyntax);

    private static FieldDeclarationSyntax? Field(SyntaxNode root, TextSpan at) =>
        Members(root, at).OfType<FieldDeclarationSyntax>()
        .FirstOrDefault(f => f.Declaration.Variables.Any(v => v.Identifier.Text == Name(root, at))
            && !f.Modifiers.Any(SyntaxKind.ReadOnlyKeyword));

    private static SyntaxNode? Keep(SyntaxNode root, PropertyDeclarationSyntax? property)
    {
        if (property is null)
        {
            return null;
        }

        var isStatic = property.Modifiers.Any(SyntaxKind.StaticKeyword) ? "static " : string.Empty;
        var access = string.Concat(property.Modifiers.Where(m => !m.IsKind(SyntaxKind.StaticKeyword)).Select(m => m.Text + " "));
        var text = $"{access}{isStatic}readonly {property.Type} {property.Identifier.Text} = {property.ExpressionBody!.Expression};";
        var field = SyntaxFactory.ParseMemberDeclaration(text)!;
        return root.ReplaceNode(property, field.WithTriviaFrom(property).WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static SyntaxNode? Fix(SyntaxNode root, FieldDeclarationSyntax? field) => field is null ? null
        : root.ReplaceNode(field,
            field.AddModifiers(SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword)).WithAdditionalAnnotations(Formatter.Annotation));
}
