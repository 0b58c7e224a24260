using System.Collections.Concurrent;
using Hmm.Model.Drivers;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Graphs;
using Hmm.Model.Protocols;
using Hmm.Tool;
using Microsoft.Playwright;

namespace Hmm.Browser;

/// <summary>A real browser, without network: pages come from files, as a reader would open them.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, string> files = new();
    private readonly string folder = Directory.CreateTempSubdirectory("hmm-browser-").FullName;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The browser's program; null where there is none.</summary>
    public static string? Path { get; } = new[] { Environment.GetEnvironmentVariable("HMM_CHROMIUM"), "/usr/bin/chromium" }
        .FirstOrDefault(File.Exists);

    // The token of the shortest run in which the kernel's test driver breaks a claim of a scope.
    public static string Token(string scope)
    {
        var protocol = Linux612.With(new TestHmm());
        var named = protocol.Scope(scope)!;
        var exploration = Explorer.Explore(new WorldSystem(protocol, named.Scope), new ExplorerOptions());
        return ReplayToken.Of(protocol.Name, "test-hmm", scope, protocol.Plan, ((Verdict.Violated)exploration.Findings[0]).Run).ToString();
    }

    // The token of a run in which two faults starve each other.
    public static string LoopToken()
    {
        var protocol = Linux612.With(new Reference());
        var named = protocol.Scope("faulters")!;
        var starved = (ProgressVerdict.Starved)Endings.Check(new WorldSystem(protocol, named.Scope), named.Scope, new ExplorerOptions());
        return ReplayToken.Of(protocol.Name, "reference", named.Name, protocol.Plan, starved.Run).ToString();
    }

    // The token of the shortest run in which a mistake breaks a claim, or gets everybody stuck.
    public static string MutantToken(string name)
    {
        var protocol = Linux612.With(new Reference());
        var trial = Trial.Of(protocol, protocol.Mutants.Single(mutant => mutant.Name == name), new ExplorerOptions());
        var finding = trial.Exploration.Findings[0];
        var run = finding is Verdict.Violated violated ? violated.Run : ((Verdict.Deadlocked)finding).Run;
        return ReplayToken.Of($"{protocol.Name}/{name}", "reference", trial.Scope.Name, trial.Protocol.Plan, run).ToString();
    }

    // A file that a command writes, written once.
    public async Task<string> Write(string name, int expected, params string[] arguments)
    {
        var file = files.GetOrAdd(name, _ => System.IO.Path.Combine(folder, $"{name}.html"));
        if (!File.Exists(file))
        {
            using var error = new StringWriter();
            var terminal = new Terminal(TextWriter.Null, error, HasColours: false, ShowsProgress: false);
            var code = await Application.RunAsync([.. arguments, "--output", file], terminal);
            Assert.True(code == expected, error.ToString());
        }

        return file;
    }

    public async Task InitializeAsync()
    {
        if (Path is not null)
        {
            playwright = await Playwright.CreateAsync();
            browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Path,
                Headless = true,
                ChromiumSandbox = false,
                Args = ["--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"],
            });
        }
    }

    public async Task<OpenPage> Open(
        string file, string address = "", ColorScheme scheme = ColorScheme.Light, bool script = true, int width = 1440)
    {
        var context = await browser!.NewContextAsync(new()
        {
            ColorScheme = scheme,
            JavaScriptEnabled = script,
            BypassCSP = false,
            ViewportSize = new() { Width = width, Height = 1000 },
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        var page = await context.NewPageAsync();
        var opened = new OpenPage(page);
        await page.GotoAsync(new Uri(file).AbsoluteUri + address);
        return opened;
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
