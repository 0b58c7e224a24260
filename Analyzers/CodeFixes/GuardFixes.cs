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
    public override FixAllProvider GetFixAllProvider() => new Everywhere(this, "Require  of the callers", "Declare that  is guarded by ");

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
            if (Field(root, at, member) is { } field && !Has(field, "GuardedBy"))
            {
                Edit.Offer(context, $"Declare that '{member}' is guarded by '{@lock}'", r =>
                    Annotate(r, Field(r, at, member), "GuardedBy", @lock));
            }

            return;
        }

        // Only a private helper: of others not all callers are in sight.
        if (Helper(root, at) is { } helper && !IsLocal(helper, @lock) && !Has(helper, "RequiresLock", @lock)
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

    // A local variable, or an object that no member holds, means nothing to the callers.
    private static bool IsLocal(MethodDeclarationSyntax method, string path)
    {
        var first = path.Split('.', '[', '(')[0];
        return !path.Split('.').All(p => p == "this" || SyntaxFacts.IsValidIdentifier(p))
            || method.DescendantNodes().Any(n => (n is VariableDeclaratorSyntax { Identifier.Text: var v } && v == first)
            || (n is SingleVariableDesignationSyntax { Identifier.Text: var d } && d == first)
            || (n is ForEachStatementSyntax { Identifier.Text: var e } && e == first));
    }

    // Another finding may have asked for the same before.
    private static bool Has(MemberDeclarationSyntax member, string name, string path = "") =>
        member.AttributeLists.SelectMany(l => l.Attributes).Any(a => a.Name.ToString().Split('.', ':').Last() == name
            && (path.Length == 0 || a.ArgumentList?.Arguments.FirstOrDefault()?.ToString() == Path(path)));

    private static string Path(string path) => SyntaxFacts.IsValidIdentifier(path) ? $"nameof({path})" : Edit.Quote(path);

    private static SyntaxNode? Annotate(SyntaxNode root, MemberDeclarationSyntax? member, string name, string @lock)
    {
        if (member is null)
        {
            return null;
        }

        var list = Edit.Attribute(name, Path(@lock)).WithLeadingTrivia(member.GetLeadingTrivia());
        var annotated = member.WithoutLeadingTrivia().WithAttributeLists(member.AttributeLists.Insert(0, list));
        return root.ReplaceNode(member, annotated.WithAdditionalAnnotations(Formatter.Annotation));
    }
}
