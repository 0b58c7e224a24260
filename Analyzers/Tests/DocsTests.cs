using System.Globalization;
using Hmm.Analyzers.CodeFixes;
using Hmm.Analyzers.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Hmm.Analyzers.Tests;

/// <summary>The pages of the rules: their tables agree with the descriptors, their bad code is reported, their good code is
/// not.</summary>
public sealed class DocsTests
{
    private static readonly string[] Sections = ["## Why", "## Fix", "## Options", "## What it cannot see"];

    public static TheoryData<string> Ids => [.. Rules.All.Select(r => r.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Page_describes_the_rule_and_its_examples_are_true(string id)
    {
        var rule = Rules.All.Single(r => r.Id == id);
        var page = Read(id);
        Assert.StartsWith($"# {id}: {rule.Title.ToString(CultureInfo.InvariantCulture)}\n", page, StringComparison.Ordinal);
        Assert.Contains($"| Category | {rule.Category} |\n| Severity | {rule.DefaultSeverity} |\n", page, StringComparison.Ordinal);
        Assert.EndsWith($"Analyzers/Docs/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        Assert.All(Sections, s => Assert.Contains($"\n{s}\n", page, StringComparison.Ordinal));
        var examples = page.Split("```csharp\n").Skip(1).Select(part => part.Split("```")[0]).ToList();
        if (rule.Id == Rules.BudgetReached.Id)
        {
            return;
        }

        var options = new Dictionary<string, string> { ["hmm.strict_order"] = rule.Id == "HMM1006" ? "true" : "false" };
        Assert.Equal(2, examples.Count);
        Assert.Contains(await Analysis.Run(Analysis.Compile(examples[0]), options), d => d.Id == id);
        Assert.Empty(await Analysis.Run(Analysis.Compile(examples[1]), options));
    }

    [Fact]
    public void Index_lists_every_rule_as_its_descriptor_has_it()
    {
        var fixable = typeof(OrderFixes).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CodeFixProvider)))
            .SelectMany(t => ((CodeFixProvider)Activator.CreateInstance(t)!).FixableDiagnosticIds).ToHashSet();
        var rows = Rules.All.Select(r => $"| [{r.Id}]({r.Id}.md) | {r.Title.ToString(CultureInfo.InvariantCulture)} | {r.DefaultSeverity} "
            + $"| {r.Category} | {(fixable.Contains(r.Id) ? "yes" : string.Empty)} |\n");
        Assert.EndsWith($"|---|---|---|---|---|\n{string.Concat(rows)}", Read("README"), StringComparison.Ordinal);
    }

    [Fact]
    public void Readme_of_the_package_names_every_option_and_every_attribute()
    {
        var text = Read("Package");
        Assert.All(AnalysisOptions.Keys, k => Assert.Contains($"| `{k.Key}` |", text, StringComparison.Ordinal));
        var attributes = typeof(Annotations.LockClassAttribute).Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(Attribute)))
            .Select(t => t.Name[..^"Attribute".Length]).Where(n => n != "LockSummary");
        Assert.All(attributes, a => Assert.Contains($"`{a}`", text, StringComparison.Ordinal));
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(DocsTests).Assembly.GetManifestResourceStream($"Docs/{name}")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
