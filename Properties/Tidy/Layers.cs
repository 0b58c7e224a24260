using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hmm.Properties.Tidy;

/// <summary>Which folder of Model may use which: an earlier one of <see cref="Order"/> knows nothing of a later one.</summary>
public static class Layers
{
    /// <summary>From the ground up. What stands directly in Model belongs to World.</summary>
    public static IReadOnlyList<string> Order { get; } =
        ["Memory", "Locking", "World", "Lifecycles", "Operations", "Drivers", "Claims", "Protocols", Exploring];

    /// <summary>The engines: they know the folders below as data, and name none of the static classes that hold the data.</summary>
    private const string Exploring = "Exploring";

    private static readonly string[] Catalogues = ["Operations", "Drivers", "Claims", "Protocols"];

    public static IEnumerable<string> Complaints(ModelCode code) =>
        from tree in code.Trees
        let model = code.Semantics(tree)
        from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
        let used = TypeOf(model.GetSymbolInfo(name).Symbol)
        where used is not null
        let complaint = Complaint(LayerOf(model, name), used)
        where complaint is not null
        group (name, complaint) by (tree.FilePath, complaint) into same
        let line = same.First().name.GetLocation().GetLineSpan().StartLinePosition.Line + 1
        select $"{same.Key.FilePath}({line}): {same.Key.complaint}";

    private static string? Complaint(string? user, INamedTypeSymbol used)
    {
        var layer = LayerOf(used.ContainingNamespace);
        if (user is null || layer is null || user == layer)
        {
            return null;
        }

        if (Rank(user) < Rank(layer))
        {
            return $"{user} uses {used.Name} of {layer}, which lies above it. Move this code up, or let {layer} pass in what it needs. "
                + $"From the ground up: {string.Join(", ", Order)}.";
        }

        return user == Exploring && used.IsStatic && Catalogues.Contains(layer)
            ? $"an engine names {layer}.{used.Name}. Take it as data: from the protocol, or as an argument."
            : null;
    }

    private static int Rank(string layer) => Order.ToList().IndexOf(layer) is >= 0 and var rank
        ? rank
        : throw new InvalidOperationException($"Model has a folder {layer} that Layers.Order does not know. Put it in its place there.");

    private static INamedTypeSymbol? TypeOf(ISymbol? symbol) => symbol switch
    {
        null or INamespaceSymbol => null,
        IAliasSymbol alias => TypeOf(alias.Target),
        INamedTypeSymbol type => type.OriginalDefinition,
        _ => symbol.ContainingType?.OriginalDefinition,
    };

    private static string? LayerOf(SemanticModel model, SyntaxNode node) =>
        node.FirstAncestorOrSelf<BaseNamespaceDeclarationSyntax>() is { } declaration && !IsName(declaration, node)
            ? LayerOf(model.GetDeclaredSymbol(declaration) as INamespaceSymbol)
            : null;

    private static bool IsName(BaseNamespaceDeclarationSyntax declaration, SyntaxNode node) => declaration.Name.Span.Contains(node.Span);

    private static string? LayerOf(INamespaceSymbol? symbol) => symbol?.ToDisplayString().Split('.') switch
    {
        ["Hmm", "Model"] => "World",
        ["Hmm", "Model", var folder, ..] => folder,
        _ => null,
    };
}
