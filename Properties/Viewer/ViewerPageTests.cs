using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Hmm.Tool.Viewer;

namespace Hmm.Properties.Viewer;

/// <summary>The page as a file: its size, what it permits, what it shows without script.</summary>
public sealed partial class ViewerPageTests
{
    private const int ShellMax = 40 * 1024;
    private const int PageMax = 64 * 1024;
    private const int PageStepMax = 512;
    private const int LinesMax = 700;

    /// <summary>Version 3.3.3 as it was published: nothing in it was touched.</summary>
    private const string LitHtml = "B878E7F95DEC8A9B6E9B217FACA6B6A11BAD82EBC44C0CAA77419ED83EDD81F2";

    public static TheoryData<string> Names => Counterexamples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_is_small_and_the_same_each_time(string name)
    {
        var found = Counterexamples.Of(name);
        var page = Page(found.Viewed);
        var again = Page(new Viewing(found.Protocol, found.Scope, found.System, found.Run).With(found.Token));

        Assert.Equal(page, again);
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 1, PageMax + (PageStepMax * found.Run.Steps));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_chart_is_well_formed_and_nothing_lies_outside(string name)
    {
        var viewed = Counterexamples.Of(name).Viewed;
        var chart = XElement.Parse(new LaneChart(viewed).Chart().Text);
        var (width, height) = ((double)chart.Attribute("width")!, (double)chart.Attribute("height")!);
        var bars = chart.Descendants("rect").Where(bar => bar.Attribute("x") is not null).ToList();

        Assert.All(bars, bar => Assert.InRange((double)bar.Attribute("x")! + (double)bar.Attribute("width")!, 1, width));
        Assert.All(bars, bar => Assert.InRange((double)bar.Attribute("y")! + (double)bar.Attribute("height")!, 1, height));
        Assert.Equal(Lanes.Of(viewed).Length, XElement.Parse(new LaneChart(viewed).Names().Text).Elements("text").Count());
        Assert.Equal(viewed.Steps.Length, bars.Count(bar => ((string)bar.Attribute("class")!).Split(' ')[0] == "step"));
    }

    [Fact]
    public void The_policy_permits_this_style_and_this_script_and_nothing_else()
    {
        var page = Page(Counterexamples.Any.Viewed);
        var policy = Policy().Match(page).Groups[1].Value;
        var script = Between(page, "<script type=\"module\">", "</script>");
        var style = Between(page, "<style>", "</style>");

        Assert.Equal(
            $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; base-uri 'none'; form-action 'none'", policy);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(page, "<script"));
        Assert.Equal(2, Regex.Count(page, "</script"));
    }

    [Fact]
    public void Without_script_the_page_still_says_everything_as_text()
    {
        var found = Counterexamples.Any;
        var text = Between(Page(found.Viewed), "<pre tabindex=\"0\">", "</pre>");

        Assert.Equal("as printed &lt;- I1 &amp; \"so on\"".Replace("\"", "&quot;", StringComparison.Ordinal), text);
    }

    [Fact]
    public void What_every_page_carries_is_short()
    {
        string[] own = ["viewer.html", "viewer.css", "page.css", "viewer.js"];
        var shell = own.SkipLast(1).Select(PageTemplate.Resource).Append(ViewerPage.Script).Sum(Encoding.UTF8.GetByteCount);

        Assert.InRange(shell, 1, ShellMax);
        Assert.InRange(own.Sum(file => PageTemplate.Resource(file).Count(letter => letter == '\n')), 1, LinesMax);
    }

    [Fact]
    public void The_library_is_the_published_one_and_keeps_its_licence()
    {
        Assert.Equal(LitHtml, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(PageTemplate.Resource("lit-html.js")))));
        Assert.Contains("BSD 3-Clause License", ViewerPage.Script, StringComparison.Ordinal);
        Assert.DoesNotContain("import ", ViewerPage.Script, StringComparison.Ordinal);
        Assert.DoesNotContain("export", ViewerPage.Script, StringComparison.Ordinal);
    }

    private static string Page(ViewedRun run) => ViewerPage.Of(run, "as printed <- I1 & \"so on\"");

    private static string Between(string text, string from, string to) => text.Split(from)[1].Split(to)[0];

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    [GeneratedRegex("""Content-Security-Policy" content="([^"]*)""")]
    private static partial Regex Policy();
}
