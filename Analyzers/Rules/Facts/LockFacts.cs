using Hmm.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Facts;

/// <summary>What other assemblies tell about the locking of their public members.</summary>
/// <remarks>Attributes in metadata come first; then <c>LockSummary</c> attributes, then files of facts beside the assembly.
/// A member without facts is taken to do nothing with locks.</remarks>
internal sealed class LockFacts
{
    /// <summary>The version of the schema; facts of another version are not read.</summary>
    public const int Version = 1;

    /// <summary>The first line of a file of facts.</summary>
    public const string Header = "lockfacts 1";

    private readonly Dictionary<string, Summary> summaries = [];

    /// <summary>Files that could not be read, with the reason.</summary>
    public List<string> Problems { get; } = [];

    public static LockFacts Read(Compilation compilation, IEnumerable<AdditionalText> files, CancellationToken cancellation)
    {
        var facts = new LockFacts();
        foreach (var file in files.Where(f => f.Path.EndsWith(".lockfacts", StringComparison.OrdinalIgnoreCase)))
        {
            facts.ReadFile(file.Path, file.GetText(cancellation)?.ToString() ?? string.Empty);
        }

        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols.Where(UsesAnnotations))
        {
            foreach (var data in assembly.GetAttributes().Where(a => a.AttributeClass?.Name == "LockSummaryAttribute"
                && a.ConstructorArguments.Length == 2))
            {
                if (data.ConstructorArguments[0].Value is string member && data.ConstructorArguments[1].Value is string text)
                {
                    facts.Add(assembly, data, member, text);
                }
            }
        }

        return facts;
    }

    /// <summary>What is known of a member of another assembly; null when nothing is.</summary>
    public Summary? Of(IMethodSymbol method)
    {
        if (summaries.Count == 0)
        {
            return null;
        }

        var id = (method.ReducedFrom ?? method).OriginalDefinition.GetDocumentationCommentId();
        return id is not null && summaries.TryGetValue(id, out var summary) ? summary : null;
    }

    private static bool UsesAnnotations(IAssemblySymbol assembly) =>
        assembly.Modules.Any(m => m.ReferencedAssemblies.Any(a => a.Name == "Hmm.Annotations"));

    private void ReadFile(string path, string text)
    {
        var lines = text.Split('\n');
        if (lines[0].Trim() != Header)
        {
            Problems.Add($"{path}: the first line is not '{Header}': its facts are of another version; build the referenced project again");
            return;
        }

        foreach (var line in lines.Skip(1).Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            var tab = line.IndexOf('\t');
            if (tab > 0)
            {
                Add(line.Substring(0, tab), line.Substring(tab + 1));
            }
            else
            {
                Problems.Add($"{path}: a line without a tab: '{line}'");
            }
        }
    }

    private void Add(IAssemblySymbol assembly, AttributeData data, string member, string text)
    {
        var version = data.NamedArguments.FirstOrDefault(a => a.Key == "Version").Value.Value as int? ?? Version;
        if (version == Version)
        {
            Add(member, text);
        }
        else
        {
            Problems.Add($"{assembly.Name}: the facts of {member} are of version {version}, not {Version}: they are not used");
        }
    }

    private void Add(string member, string text) => summaries[member] = FactText.Parse(member, text);
}
