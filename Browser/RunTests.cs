using Hmm.Tool;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hmm.Browser;

/// <summary>Pages of runs of other kinds: one that goes round for ever, one that is stuck, two runs side by side.</summary>
public sealed class RunTests(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_run_without_end_begins_again_behind_its_last_step(ColorScheme scheme)
    {
        await using var page = await Open("loop", Chromium.LoopToken, "#s=52", scheme);
        await page.Show($"loop-{scheme}");

        await Expect(page["h1"]).ToContainTextAsync("progress violated");
        await Expect(page["svg .again text"]).ToHaveTextAsync("repeats for ever");
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(page["#controls p"]).ToHaveTextAsync("step 20 of 52");
        await Expect(page["#list p"]).ToHaveTextAsync("The loop begins.");
        Assert.Empty(await page.Barriers());
        Assert.Empty(page.Troubles);
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 700)]
    public async Task Who_waits_for_whom_is_drawn_beside_the_lanes(ColorScheme scheme, int width)
    {
        await using var page = await Open("stuck", static () => Chromium.MutantToken("collect-waits"), "#s=35", scheme, width);
        await page.Show($"stuck-{scheme}-{width}");

        await Expect(page["h1"]).ToContainTextAsync("deadlock");
        await Expect(page["svg .waits"]).ToHaveCountAsync(3);
        await Expect(page["svg .cycle text"]).ToHaveTextAsync(["waits: page_table_lock is held by a2", "waits: f1 is locked by a1"]);
        Assert.Empty(await page.Barriers());
        Assert.Empty(page.Troubles);
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Two_runs_stand_side_by_side_with_the_first_difference_marked(ColorScheme scheme)
    {
        var file = await chromium.Write("compared", ExitCode.Success, "view", Chromium.MutantToken("no-erase"),
            "--compare", Chromium.MutantToken("no-retry"));
        await using var page = await chromium.Open(file, "#s=1", scheme);
        await page.Show($"compared-{scheme}");

        await Expect(page["#compare .first td"].Last).ToContainTextAsync("! first difference:");
        await page["#compare a"].Nth(4).ClickAsync();
        await Expect(page["#controls p b"]).ToHaveTextAsync("step 5");
        Assert.Empty(await page.Barriers());
        Assert.Empty(page.Troubles);
    }

    private async Task<OpenPage> Open(string name, Func<string> token, string address, ColorScheme scheme, int width = 1440) =>
        await chromium.Open(await chromium.Write(name, ExitCode.Success, "view", token()), address, scheme, width: width);
}
