using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;

namespace Hmm.Analyzers.CodeFixes;

/// <summary>A private field that is locked on, and everything that its type does with it.</summary>
/// <remarks>Only where one text shows it all: in a type of one part, in which no variable has the name of the field.</remarks>
internal sealed class LockField
{
    private readonly TypeDeclarationSyntax type;
    private readonly FieldDeclarationSyntax declaration;

    private LockField(TypeDeclarationSyntax type, FieldDeclarationSyntax field)
    {
        (this.type, this.declaration) = (type, field);
        Name = field.Declaration.Variables[0].Identifier.Text;
    }

    public string Name { get; }

    /// <summary>Whether it is nothing but a lock: then one new object is as good as the other.</summary>
    public bool IsPlainObject => declaration.Declaration.Type.ToString().Split('.', ':').Last() is "object" or "Object" or "Lock"
        && IsNew(declaration.Declaration.Variables[0].Initializer?.Value);

    /// <summary>The statements that give it another new object; null when something else may do so.</summary>
    public List<SyntaxNode>? Replacements
    {
        get
        {
            var statements = new List<SyntaxNode>();
            foreach (var use in Uses.Where(u => !IsLocked(u) && !IsCalled(u)))
            {
                if (Reference(use).Parent is not AssignmentExpressionSyntax set
                    || set.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax }
                    || !set.IsKind(SyntaxKind.SimpleAssignmentExpression) || set.Left != Reference(use) || !IsNew(set.Right))
                {
                    return null;
                }

                statements.Add(set.Parent!);
            }

            return statements;
        }
    }

    /// <summary>Whether the name of a separate lock object is not in use.</summary>
    public bool GateIsFree => !type.DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken) && t.ValueText == Gate);

    private string Gate => Name + "Gate";

    private IEnumerable<IdentifierNameSyntax> Uses => type.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Where(i => i.Identifier.Text == Name && i.FirstAncestorOrSelf<AttributeSyntax>() is null);

    /// <summary>The field of a finding.</summary>
    public static LockField? At(SyntaxNode root, TextSpan at)
    {
        if (root.FindNode(at).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || NameAt(root, at) is not { } name
            || type.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return null;
        }

        var field = type.Members.OfType<FieldDeclarationSyntax>().FirstOrDefault(f => f.Declaration.Variables.Count == 1
            && f.Declaration.Variables[0].Identifier.Text == name
            && f.Modifiers.All(m => m.IsKind(SyntaxKind.PrivateKeyword) || m.IsKind(SyntaxKind.StaticKeyword)));
        var isHidden = type.DescendantNodes().Any(n => (n is ParameterSyntax { Identifier.Text: var p } && p == name)
            || (n is SingleVariableDesignationSyntax { Identifier.Text: var d } && d == name)
            || (n is ForEachStatementSyntax { Identifier.Text: var e } && e == name)
            || (n is VariableDeclaratorSyntax { Identifier.Text: var v } && v == name && n.Parent?.Parent != field));
        return field is null || isHidden ? null : new(type, field);
    }

    /// <summary>The name that a finding is about.</summary>
    public static string? NameAt(SyntaxNode root, TextSpan at) => root.FindNode(at, getInnermostNodeForTie: true) switch
    {
        IdentifierNameSyntax name => name.Identifier.Text,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => name.Identifier.Text,
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var name } } =>
            name.Identifier.Text,
        _ => null,
    };

    /// <summary>The file with one object for the whole life of the lock.</summary>
    public SyntaxNode? Fix(SyntaxNode root)
    {
        if (Replacements is not { } statements)
        {
            return null;
        }

        var tracked = root.TrackNodes(statements.Append(declaration));
        var kept = tracked.RemoveNodes(statements.Select(s => tracked.GetCurrentNode(s)!), SyntaxRemoveOptions.KeepExteriorTrivia)!;
        var old = kept.GetCurrentNode(declaration)!;
        return kept.ReplaceNode(old, old.Modifiers.Count == 0
            ? old.WithoutLeadingTrivia().AddModifiers(Readonly).WithLeadingTrivia(old.GetLeadingTrivia())
            : old.AddModifiers(Readonly).WithAdditionalAnnotations(Formatter.Annotation));
    }

    /// <summary>The file with a lock object beside the data.</summary>
    public SyntaxNode Separate(SyntaxNode root)
    {
        var locked = Uses.Where(IsLocked).Select(Reference).ToList();
        var tracked = root.TrackNodes(locked.Append<SyntaxNode>(declaration));
        var changed = tracked.ReplaceNodes(locked.Select(l => tracked.GetCurrentNode(l)!), (old, _) =>
            SyntaxFactory.IdentifierName(Gate).WithTriviaFrom(old));
        var isStatic = declaration.Modifiers.Any(SyntaxKind.StaticKeyword) ? "static " : string.Empty;
        var gate = SyntaxFactory.ParseMemberDeclaration($"private {isStatic}readonly object {Gate} = new();")!
            .WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed).WithAdditionalAnnotations(Formatter.Annotation);
        return changed.InsertNodesBefore(changed.GetCurrentNode<SyntaxNode>(declaration)!, [gate]);
    }

    private static SyntaxToken Readonly => SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword).WithTrailingTrivia(SyntaxFactory.Space);

    private static bool IsNew(ExpressionSyntax? value) =>
        value is BaseObjectCreationExpressionSyntax { Initializer: null } creation && creation.ArgumentList is not { Arguments.Count: > 0 };

    private static ExpressionSyntax Reference(IdentifierNameSyntax use) =>
        use.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } member ? member : use;

    private static bool IsCalled(IdentifierNameSyntax use) =>
        Reference(use).Parent is MemberAccessExpressionSyntax member && member.Expression == Reference(use);

    private static bool IsLocked(IdentifierNameSyntax use) => Reference(use).Parent is LockStatementSyntax
        || Reference(use).Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax
        { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Monitor" } } } };
}
