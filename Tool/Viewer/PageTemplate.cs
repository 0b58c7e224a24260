using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Hmm.Tool.Viewer;

/// <summary>A page that needs nothing but itself: style and script inside, each permitted by its hash, and nothing else
/// permitted.</summary>
internal static partial class PageTemplate
{
    /// <summary>A file that comes with the tool.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its text, lines ended by LF.</returns>
    public static string Resource(string name)
    {
        using var stream = typeof(PageTemplate).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>A style, after what all pages share.</summary>
    /// <param name="name">Its file.</param>
    /// <returns>CSS.</returns>
    public static string Style(string name) => Indent().Replace(Resource("page.css") + Resource(name), string.Empty);

    /// <summary>Fills a template.</summary>
    /// <param name="name">The template's file.</param>
    /// <param name="style">Its style.</param>
    /// <param name="script">Its script; empty for none.</param>
    /// <param name="parts">What else to put in, by name.</param>
    /// <returns>The page.</returns>
    public static string Fill(string name, string style, string script, IReadOnlyDictionary<string, Markup> parts)
    {
        var scripts = script.Length == 0 ? "'none'" : $"'{Hash(script)}'";
        var policy = $"default-src 'none'; script-src {scripts}; style-src '{Hash(style)}'; base-uri 'none'; form-action 'none'";

        // In one pass: what has been put in is not looked at again.
        return Hole().Replace(Resource(name), hole => hole.Groups[1].Value switch
        {
            "policy" => policy,
            "style" => style,
            "script" => script,
            var part => parts[part].Text,
        });
    }

    /// <summary>A module that uses lit-html, and lit-html itself, in one script.</summary>
    /// <param name="module">The module, whose first statement imports lit-html.</param>
    /// <returns>The script, with the licence that lit-html asks to be kept.</returns>
    public static string WithLitHtml(string module)
    {
        var library = SourceMap().Replace(Resource("lit-html.js"), string.Empty).TrimEnd();
        var function = Exports().Replace(library, exports => $"return{{{Renamed().Replace(exports.Groups[1].Value, "$2:$1")}}}");
        var licence = Resource("lit-html.LICENSE").Trim();
        var own = Import().Replace(Remark().Replace(module, string.Empty), "const $1 = lit;");
        return $"/*\n{licence}\n*/\nconst lit = (() => {{\n{function}\n}})();\n{own}";
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    /// <summary>Indentation, for who reads the sources: a page does without, in templates too, where HTML does not tell.</summary>
    [GeneratedRegex("^ +", RegexOptions.Multiline)]
    private static partial Regex Indent();

    /// <summary>The same of a script, and its comments.</summary>
    [GeneratedRegex(@"^\s*(?://[^\n]*\n)?", RegexOptions.Multiline)]
    private static partial Regex Remark();

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"//# sourceMappingURL=.*")]
    private static partial Regex SourceMap();

    [GeneratedRegex(@"export\{([^}]*)\};?\s*$")]
    private static partial Regex Exports();

    [GeneratedRegex(@"([\w$]+) as ([\w$]+)")]
    private static partial Regex Renamed();

    [GeneratedRegex(@"import (\{[^}]*\}) from ""lit-html"";")]
    private static partial Regex Import();
}
