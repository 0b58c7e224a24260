using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Hmm.Browser;

/// <summary>A page that is open, and everything that went wrong in it.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly List<string> troubles = [];

    public OpenPage(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => troubles.Add(error);
        page.Console += (_, message) => troubles.AddRange(message.Type is "error" or "warning" ? [message.Text] : []);
        page.Request += (_, request) => troubles.AddRange(request.Url.StartsWith("file:", StringComparison.Ordinal) ? [] : [request.Url]);
    }

    public IPage Page { get; }

    /// <summary>What went wrong: errors, warnings of the console, requests to the network.</summary>
    public IReadOnlyList<string> Troubles => troubles;

    public ILocator this[string selector] => Page.Locator(selector);

    // What axe-core finds.
    public async Task<IEnumerable<string>> Barriers()
    {
        var result = await Page.RunAxe();
        return result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {node.Html}"));
    }

    // Takes a picture, if somebody asked for pictures: HMM_SCREENSHOTS names the folder.
    public async Task Show(string name)
    {
        if (Environment.GetEnvironmentVariable("HMM_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
