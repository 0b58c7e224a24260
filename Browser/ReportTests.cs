using Hmm.Tool;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hmm.Browser;

/// <summary>The report in a browser.</summary>
public sealed class ReportTests(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserTheory]
    [InlineData(ColorScheme.Light, 1400)]
    [InlineData(ColorScheme.Dark, 1400)]
    [InlineData(ColorScheme.Light, 600)]
    public async Task Nobody_is_kept_out(ColorScheme scheme, int width)
    {
        await using var page = await chromium.Open(await File(), scheme: scheme, width: width);
        await page.Show($"report-{scheme}-{width}");

        Assert.Empty(await page.Barriers());
        Assert.Empty(page.Troubles);
    }

    [BrowserFact]
    public async Task Steps_that_were_never_taken_unfold()
    {
        await using var page = await chromium.Open(await File());
        var steps = page["#steps details"].First;

        await Expect(steps.Locator("li").First).ToBeHiddenAsync();
        await steps.Locator("summary").ClickAsync();
        await Expect(steps.Locator("li").First).ToBeVisibleAsync();
    }

    // A claim that breaks, mutants that are noticed, traces that agree: every section has something to show.
    private Task<string> File() => chromium.Write("report", ExitCode.Violated, "report", "documented", "locked", "--scopes", "rights");
}
