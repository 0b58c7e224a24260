using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hmm.Properties.Tidy;

/// <summary>Model is pure and deterministic: no chance, clock, environment, file or console, and no static that changes.</summary>
public static class Purity
{
    private static readonly Dictionary<string, string> Banned = new()
    {
        ["System.Random"] = "Let the caller pass the choices in: a schedule replays, chance does not.",
        ["System.Guid"] = "Name things by what they are: a new GUID differs on every run.",
        ["System.DateTime"] = "Let the tool measure time: the model has no clock.",
        ["System.DateTimeOffset"] = "Let the tool measure time: the model has no clock.",
        ["System.TimeProvider"] = "Let the tool measure time: the model has no clock.",
        ["System.Diagnostics.Stopwatch"] = "Let the tool measure time: the model has no clock.",
        ["System.Environment"] = "Let the caller pass it in: the model is the same everywhere.",
        ["System.Console"] = "Return what is to be said: the tool prints.",
        ["System.IO.File"] = "Take a string, a span or a sequence: the tool reads and writes files.",
        ["System.IO.FileInfo"] = "Take a string, a span or a sequence: the tool reads and writes files.",
        ["System.IO.FileStream"] = "Take a string, a span or a sequence: the tool reads and writes files.",
        ["System.IO.Directory"] = "Take a string, a span or a sequence: the tool reads and writes files.",
    };

    /// <summary>What the banned types are called where they stand alone: only these names are worth binding, which takes long.</summary>
    private static readonly HashSet<string> Suspects = [.. Banned.Keys.Select(static name => name[(name.LastIndexOf('.') + 1)..])];

    public static IEnumerable<string> Complaints(ModelCode code) => code.Trees.SelectMany(tree => Complaints(tree, code.Semantics(tree)));

    private static IEnumerable<string> Complaints(SyntaxTree tree, SemanticModel model)
    {
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            var complaint = node switch
            {
                SimpleNameSyntax name when Suspects.Contains(name.Identifier.ValueText) => Impurity(model.GetSymbolInfo(name).Symbol),
                VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } or PropertyDeclarationSyntax =>
                    ChangingStatic(model.GetDeclaredSymbol(node)),
                _ => null,
            };
            if (complaint is not null)
            {
                yield return $"{tree.FilePath}({node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {complaint}";
            }
        }
    }

    private static string? Impurity(ISymbol? symbol) =>
        symbol is INamedTypeSymbol && Banned.TryGetValue(symbol.ToDisplayString(), out var advice) ? $"{symbol.Name}. {advice}" : null;

    private static string? ChangingStatic(ISymbol? symbol) => symbol switch
    {
        IFieldSymbol { IsStatic: true, IsConst: false, IsReadOnly: false } =>
            $"{symbol.Name} is a static that changes. Make it readonly, or part of a value that is passed on.",
        IPropertySymbol { IsStatic: true, SetMethod: not null } =>
            $"{symbol.Name} is a static with a setter. Take the setter away, or make it part of a value that is passed on.",
        _ => null,
    };
}
