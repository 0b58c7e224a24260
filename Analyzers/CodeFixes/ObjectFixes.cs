using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;

namespace Hmm.Analyzers.CodeFixes;

/// <summary>Gives a lock one object for its whole life: a readonly field in place of a property that makes new ones, of a field that is
/// given new ones, or of data that is replaced.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ObjectFixes : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("HMM1601", "HMM1602");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new Everywhere(this, "Make  readonly", "Keep the object of  in a readonly field");

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await Edit.Root(context).ConfigureAwait(false);
        var at = context.Span;
        if (Maker(root, at) is { } maker)
        {
            Edit.Offer(context, $"Keep the object of '{maker.Identifier.Text}' in a readonly field", r => Keep(r, Maker(r, at)));
        }
        else if (LockField.At(root, at) is { IsPlainObject: true, Replacements: not null } plain)
        {
            Edit.Offer(context, $"Make '{plain.Name}' readonly", r => LockField.At(r, at)?.Fix(r));
        }
        else if (LockField.At(root, at) is { IsPlainObject: false, GateIsFree: true } data && context.Diagnostics[0].Id == "HMM1602")
        {
            Edit.Offer(context, $"Lock an object of its own instead of '{data.Name}'", r => LockField.At(r, at)?.Separate(r));
        }
    }

    private static IEnumerable<MemberDeclarationSyntax> Members(SyntaxNode root, TextSpan at) =>
        root.FindNode(at).FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members ?? default;

    private static PropertyDeclarationSyntax? Maker(SyntaxNode root, TextSpan at) =>
        Members(root, at).OfType<PropertyDeclarationSyntax>()
        .FirstOrDefault(p => p.Identifier.Text == LockField.NameAt(root, at)
            && p.ExpressionBody?.Expression is BaseObjectCreationExpressionSyntax);

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
}
