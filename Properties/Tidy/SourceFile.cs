using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hmm.Properties.Tidy;

/// <summary>One C# file of the repository, parsed.</summary>
/// <param name="Path">Relative to the repository, with forward slashes.</param>
/// <param name="Text">What it holds.</param>
public sealed record SourceFile(string Path, string Text)
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, preprocessorSymbols: ["NET10_0_OR_GREATER"]);

    public SyntaxTree Tree { get; } = CSharpSyntaxTree.ParseText(Text, Options, Path);

    public IReadOnlyList<string> Lines { get; } = Text.TrimEnd('\n').Split('\n');

    /// <summary>The first part of the path: Model, Tool and so on.</summary>
    public string Folder => Path[..Path.IndexOf('/', StringComparison.Ordinal)];
}
