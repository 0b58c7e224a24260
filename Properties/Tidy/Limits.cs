using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hmm.Properties.Tidy;

/// <summary>How long a file, a function and a line may be, and what a file may hold.</summary>
public static class Limits
{
    public const int LinesInFile = 250;
    public const int LinesInFunction = 40;
    public const int ColumnsInLine = 140;

    private static readonly string[] Unfinished = ["TODO", "FIXME", "XXX", "HACK"];

    /// <summary>Files that may be longer, or hold longer functions, each with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Exceptions { get; } = new Dictionary<string, string>();

    public static IEnumerable<string> Complaints(SourceFile file)
    {
        var excess = TooLong(file).ToList();
        var isException = Exceptions.ContainsKey(file.Path);
        if (isException && excess.Count == 0)
        {
            yield return $"{file.Path}: it keeps the limits again. Take it out of Limits.Exceptions.";
        }

        foreach (var complaint in (isException ? [] : excess).Concat(WideLines(file)).Concat(Types(file)).Concat(LooseEnds(file)))
        {
            yield return complaint;
        }
    }

    private static IEnumerable<string> TooLong(SourceFile file)
    {
        if (file.Lines.Count > LinesInFile)
        {
            yield return $"{file.Path}: {file.Lines.Count} lines, and a file has at most {LinesInFile}. "
                + "It holds more than one concept: give the second a file of its own.";
        }

        foreach (var function in file.Tree.GetRoot().DescendantNodes().Where(IsFunction))
        {
            var lines = function.SyntaxTree.GetLineSpan(function.Span);
            var count = LinesOf(function) - ListLiterals(function).Sum(list => LinesOf(list) - 1);
            if (count > LinesInFunction)
            {
                yield return $"{file.Path}({lines.StartLinePosition.Line + 1}): a function of {count} lines, and one has at most "
                    + $"{LinesInFunction}. Keep the decisions here and move each branch into a function with a name.";
            }
        }
    }

    /// <summary>A list literal is data, such as the steps of an operation; the functions inside it are judged by themselves.</summary>
    private static IEnumerable<SyntaxNode> ListLiterals(SyntaxNode function) =>
        function.DescendantNodes(node => node is not CollectionExpressionSyntax).OfType<CollectionExpressionSyntax>();

    private static int LinesOf(SyntaxNode node)
    {
        var lines = node.SyntaxTree.GetLineSpan(node.Span);
        return lines.EndLinePosition.Line - lines.StartLinePosition.Line + 1;
    }

    private static bool IsFunction(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax
            or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax;

    private static IEnumerable<string> WideLines(SourceFile file) =>
        from line in file.Lines.Select((text, index) => (text, number: index + 1))
        where line.text.Length > ColumnsInLine
        select $"{file.Path}({line.number}): {line.text.Length} columns, and a line has at most {ColumnsInLine}. "
            + "Break it after an operator or a comma.";

    // A delegate is one line and stands beside the type whose members it shapes; what is not public may keep company too.
    private static IEnumerable<string> Types(SourceFile file)
    {
        var types = file.Tree.GetRoot().DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<BaseTypeDeclarationSyntax>()
            .Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword))
            .Select(type => type.Identifier.Text)
            .Distinct()
            .ToList();
        var name = Path.GetFileName(file.Path).Split('.')[0];
        return types switch
        {
            [] => [],
            [var only] when only == name => [],
            [var only] => [$"{file.Path}: it declares {only}. Name the file after it."],
            _ => [$"{file.Path}: it declares {string.Join(", ", types)}. Give each type a file of its own, named by it."],
        };
    }

    private static IEnumerable<string> LooseEnds(SourceFile file)
    {
        foreach (var trivia in file.Tree.GetRoot().DescendantTrivia(descendIntoTrivia: true))
        {
            var line = trivia.SyntaxTree!.GetLineSpan(trivia.Span).StartLinePosition.Line + 1;
            if (trivia.IsKind(SyntaxKind.RegionDirectiveTrivia))
            {
                yield return $"{file.Path}({line}): a region. Split the file, or let it be read as it is.";
            }

            var isComment = trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);
            if (isComment && Unfinished.Any(word => trivia.ToString().Contains(word, StringComparison.Ordinal)))
            {
                yield return $"{file.Path}({line}): an unfinished thought. Do it now, or open an issue and take the comment away.";
            }
        }
    }
}
