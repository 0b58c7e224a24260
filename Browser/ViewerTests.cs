using System.Text.RegularExpressions;
using Hmm.Tool;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hmm.Browser;

/// <summary>The viewer's page in a browser: what its reader does with it.</summary>
public sealed class ViewerTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Scope = "page";
    private const int Steps = 18;
    private static readonly Lazy<string> Token = new(() => Chromium.Token(Scope));

    [BrowserFact]
    public async Task It_opens_where_the_claim_breaks()
    {
        await using var page = await Open();

        await Expect(page["#controls p"]).ToHaveTextAsync($"step {Steps} of {Steps}");
        await Expect(page["h1"]).ToContainTextAsync("I1 violated");
        await Expect(page["td.wrong"]).Not.ToHaveCountAsync(0);
        Assert.Empty(page.Troubles);
    }

    [BrowserFact]
    public async Task Keys_move_the_step_and_everything_follows()
    {
        await using var page = await Open("#s=0");
        await Expect(page["#controls p"]).ToHaveTextAsync($"start, then {Steps} steps");
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(page["#controls p"]).ToHaveTextAsync($"step 1 of {Steps}");
        await page.Page.Keyboard.PressAsync("j");
        await Expect(page[".row[aria-current]"]).ToContainTextAsync("count the invalidation");
        await Expect(page[".pane.step h2"]).ToHaveTextAsync("Step 2");
        await page.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await Expect(page["#controls p"]).ToHaveTextAsync($"step 7 of {Steps}");
        await page.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        await Expect(page["#controls p"]).ToHaveTextAsync($"step 6 of {Steps}");
        await page.Page.Keyboard.PressAsync("v");
        await Expect(page["#controls input"]).ToHaveValueAsync($"{Steps}");
        await page.Page.Keyboard.PressAsync("Home");
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page["#controls input"]).ToHaveValueAsync("0");
        Assert.Empty(page.Troubles);
    }

    [BrowserFact]
    public async Task The_cursor_lies_on_the_column_of_the_step()
    {
        await using var page = await Open("#s=3");
        for (var step = 3; step <= Steps; step += 5)
        {
            var cursor = await page["svg .cursor"].BoundingBoxAsync();
            var bar = await page["svg rect.step"].Filter(new() { HasTextRegex = new($"^{step}\\. a") }).BoundingBoxAsync();
            Assert.InRange(bar!.X, cursor!.X, cursor.X + cursor.Width);
            for (var i = 0; i < 5; i++)
            {
                await page.Page.Keyboard.PressAsync("k");
                await page.Page.Keyboard.PressAsync("j");
                await page.Page.Keyboard.PressAsync("j");
            }
        }
    }

    [BrowserFact]
    public async Task Brackets_jump_to_the_steps_that_wrote_the_chosen_cell()
    {
        await using var page = await Open("#s=18&f=p0");
        await Expect(page[".writers b"]).ToHaveTextAsync("cpu[m0.p0]");
        await page.Page.Keyboard.PressAsync("[");
        await Expect(page["#controls p"]).ToHaveTextAsync($"step 14 of {Steps}");
        await Expect(page["td.changed .cell"].First).ToContainTextAsync("private f1 rw");
        await page.Page.Keyboard.PressAsync("[");
        await Expect(page[".told"]).ToHaveTextAsync("No earlier step writes cpu[m0.p0].");
        await page.Page.Keyboard.PressAsync("]");
        await Expect(page["#controls p"]).ToHaveTextAsync($"step 18 of {Steps}");
        await page["button.cell[data-cell^='mirror[d0']"].ClickAsync();
        await page.Page.Keyboard.PressAsync("[");
        await Expect(page["#controls p"]).ToHaveTextAsync($"step 17 of {Steps}");
        Assert.Empty(page.Troubles);
    }

    [BrowserFact]
    public async Task The_address_is_the_place_and_back_goes_back()
    {
        await using var page = await Open("#s=8&f=f1&x=full");
        await Expect(page["#controls p"]).ToHaveTextAsync($"step 8 of {Steps}");
        await Expect(page[".writers b"]).ToHaveTextAsync("f1");
        await Expect(page["#actions button[aria-pressed=true]"]).ToHaveTextAsync("Show everything");
        await page[".row"].Nth(11).ClickAsync();
        Assert.EndsWith("#s=12&f=f1&x=full", page.Page.Url, StringComparison.Ordinal);
        await page.Page.GoBackAsync();
        await Expect(page["#controls p"]).ToHaveTextAsync($"step 8 of {Steps}");
    }

    [BrowserFact]
    public async Task The_lifecycle_shows_where_the_page_stands()
    {
        await using var page = await Open("#s=13&f=p0");
        await Expect(page[".state.now"].First).ToHaveTextAsync("Absent");
        await page.Page.Keyboard.PressAsync("j");
        await Expect(page[".state.now"].First).ToHaveTextAsync("PrivateWritable");
        await Expect(page[".state.before"].First).ToHaveTextAsync("Absent");
        await Expect(page[".edge.taken title"].First).ToHaveTextAsync("SettlePrivateWritable");
    }

    [BrowserFact]
    public async Task What_else_could_run_and_what_had_to_wait_are_told()
    {
        await using var page = await Open("#s=10");
        await Expect(page[".pane.step em"].First).ToHaveTextAsync("waits: page_table_lock is held by a1");
        await page.Page.Keyboard.PressAsync("Home");
        await page.Page.Keyboard.PressAsync("j");
        await Expect(page[".pane.step h3"].First).ToContainTextAsync("Could have run instead");
    }

    [BrowserFact]
    public async Task Arrows_lead_from_what_was_written_to_who_needs_it()
    {
        await using var page = await Open("#s=18");
        await Expect(page["svg .arrows path"]).ToHaveCountAsync(0);
        await page.Page.Keyboard.PressAsync("a");
        await Expect(page["svg .arrows title"]).ToHaveTextAsync(["page_table_lock", "cpu[m0.p0]", "f1"]);
        await page.Show("arrows");
        await Expect(page[".pane.step"]).ToContainTextAsync("Goes so because of");
        await page[".pane.step ul .link"].Filter(new() { HasText = "14" }).First.ClickAsync();
        await Expect(page["#controls p"]).ToHaveTextAsync($"step 14 of {Steps}");
        await Expect(page[".pane.step"]).ToContainTextAsync("Makes another go so");
        await page.Page.Keyboard.PressAsync("a");
        await Expect(page["svg .arrows path"]).ToHaveCountAsync(0);
        Assert.Empty(page.Troubles);
    }

    [BrowserFact]
    public async Task A_slash_filters_the_steps()
    {
        await using var page = await Open("#s=1");
        await page.Page.Keyboard.PressAsync("/");
        await page.Page.Keyboard.TypeAsync("driver_MUTEX");
        await Expect(page[".row"]).ToHaveTextAsync(new Regex[] { new(@"^\s*3"), new(@"^\s*6"), new(@"^\s*16") });
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page["#controls p"]).ToHaveTextAsync($"step 6 of {Steps}");
        Assert.Empty(await page.Barriers());
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(page[".row"]).ToHaveCountAsync(Steps);
        await page.Page.Keyboard.PressAsync("k");
        await Expect(page["#controls p"]).ToHaveTextAsync($"step 5 of {Steps}");
    }

    [BrowserFact]
    public async Task A_digit_looks_at_one_lane()
    {
        await using var page = await Open("#s=14");
        await page.Page.Keyboard.PressAsync("2");
        await Expect(page["g.lane.dim"]).ToHaveCountAsync(6);
        await Expect(page[".row"]).ToHaveCountAsync(11);
        await page.Page.Keyboard.PressAsync("5");
        await Expect(page[".writers b"]).ToHaveTextAsync("page_table_lock");
        await Expect(page[".row"]).ToHaveCountAsync(Steps);
        await page.Show("lane");
        await page.Page.Keyboard.PressAsync("5");
        await Expect(page["g.lane.dim"]).ToHaveCountAsync(0);
        await page.Page.Keyboard.PressAsync("9");
        await Expect(page[".told"]).ToHaveTextAsync("There are 7 lanes.");
    }

    [BrowserFact]
    public async Task The_point_of_no_return_stands_on_the_scrubber()
    {
        await using var page = await Open("#s=0");
        await Expect(page["svg.returns path"]).ToBeVisibleAsync();
        await page[".about a"].ClickAsync();
        await Expect(page["#controls p"]).ToHaveTextAsync($"step 17 of {Steps}");
    }

    [BrowserFact]
    public async Task Commands_are_copied_and_keys_are_explained()
    {
        await using var page = await Open();
        await page.Page.Keyboard.PressAsync("c");
        await Expect(page[".told"]).ToHaveTextAsync($"Copied: hmm replay {Token.Value}");
        Assert.Equal($"hmm replay {Token.Value}", await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await page.Page.Keyboard.PressAsync("?");
        await Expect(page["[role=dialog]"]).ToContainTextAsync("next context switch");
        Assert.Empty(await page.Barriers());
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(page["[role=dialog]"]).ToHaveCountAsync(0);
        Assert.Empty(page.Troubles);
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light, "#s=0", 1440)]
    [InlineData(ColorScheme.Light, "#s=14", 1440)]
    [InlineData(ColorScheme.Light, "#s=18", 1440)]
    [InlineData(ColorScheme.Dark, "#s=0", 1440)]
    [InlineData(ColorScheme.Dark, "#s=14&x=full", 1440)]
    [InlineData(ColorScheme.Dark, "#s=18", 1440)]
    [InlineData(ColorScheme.Light, "#s=10", 700)]
    public async Task Nobody_is_kept_out(ColorScheme scheme, string address, int width)
    {
        await using var page = await Open(address, scheme, width: width);
        await page.Show($"viewer-{scheme}-{address[1..]}-{width}");

        Assert.Empty(await page.Barriers());
        Assert.Empty(page.Troubles);
    }

    [BrowserFact]
    public async Task Without_script_it_is_text_and_lanes()
    {
        await using var page = await Open(script: false);
        await page.Show("viewer-without-script");

        await Expect(page["pre"]).ToBeVisibleAsync();
        await Expect(page["pre"]).ToContainTextAsync("<- I1");
        await Expect(page["svg.chart"]).ToBeVisibleAsync();
        await Expect(page["svg .cursor"]).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task On_paper_it_is_text_and_lanes()
    {
        await using var page = await Open();
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.Show("viewer-print");

        await Expect(page["pre"]).ToBeVisibleAsync();
        await Expect(page["#panes"]).ToBeHiddenAsync();
    }

    private async Task<OpenPage> Open(string address = "", ColorScheme scheme = ColorScheme.Light, bool script = true, int width = 1440) =>
        await chromium.Open(await chromium.Write($"view-{Scope}", ExitCode.Success, "view", Token.Value), address, scheme, script, width);
}
