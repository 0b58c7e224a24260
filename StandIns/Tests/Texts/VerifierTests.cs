using System.Text;

namespace Hmm.StandIns.Tests.Texts;

/// <summary>Every test uses a folder of its own, and none accepts what it should refuse even where a run accepts all snapshots.</summary>
[Collection(nameof(VerifierTests))]
public sealed class VerifierTests : IDisposable
{
    private const string Accept = "HMM_ACCEPT";
    private readonly string? accept = Environment.GetEnvironmentVariable(Accept);
    private readonly string folder = Directory.CreateTempSubdirectory("verify-").FullName;

    public VerifierTests() => Environment.SetEnvironmentVariable(Accept, null);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Accept, accept);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_same_text_passes_and_takes_an_old_received_file_away()
    {
        Have("VerifierTests.The_same_text_passes_and_takes_an_old_received_file_away.verified.txt", "one\ntwo");
        Have("VerifierTests.The_same_text_passes_and_takes_an_old_received_file_away.received.txt", "old");

        await Verify("one\r\ntwo").UseDirectory(folder);

        Assert.Equal(["VerifierTests.The_same_text_passes_and_takes_an_old_received_file_away.verified.txt"], Files());
    }

    [Fact]
    public async Task A_new_text_fails_and_is_left_as_received_with_a_mark_and_line_feeds()
    {
        var error = await Fails(Verify("one\r\ntwo").UseDirectory(folder));

        Assert.Contains("New", error.Message, StringComparison.Ordinal);
        var name = "VerifierTests.A_new_text_fails_and_is_left_as_received_with_a_mark_and_line_feeds.received.txt";
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Equal(Marked("one\ntwo"), await File.ReadAllBytesAsync(Path.Combine(folder, name)));
    }

    [Fact]
    public async Task A_changed_text_fails_and_the_message_shows_the_changed_lines()
    {
        var before = Enumerable.Range(1, 20).Select(number => $"line {number}").ToList();
        Have("a.verified.txt", string.Join('\n', before));
        before[9] = "changed";

        var error = await Fails(Verify(string.Join('\n', before)).UseDirectory(folder).UseFileName("a"));

        Assert.Contains("NotEqual", error.Message, StringComparison.Ordinal);
        Assert.Contains("- line 10", error.Message, StringComparison.Ordinal);
        Assert.Contains("+ changed", error.Message, StringComparison.Ordinal);
        Assert.Contains("  line 9", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("line 3", error.Message, StringComparison.Ordinal);
        Assert.Equal(["a.received.txt", "a.verified.txt"], Files());
    }

    [Fact]
    public async Task The_environment_accepts()
    {
        Have("a.verified.txt", "old");
        Have("a.received.txt", "older");
        Environment.SetEnvironmentVariable(Accept, "1");

        await Verify("new").UseDirectory(folder).UseFileName("a");

        Assert.Equal(["a.verified.txt"], Files());
        Assert.Equal(Marked("new"), await File.ReadAllBytesAsync(Path.Combine(folder, "a.verified.txt")));
    }

    [Fact]
    public async Task AutoVerify_accepts()
    {
        await Verify("new").UseDirectory(folder).UseFileName("a").AutoVerify();

        Assert.Equal(["a.verified.txt"], Files());
    }

    [Theory]
    [InlineData(7, "on/off")]
    public async Task Parameters_are_part_of_the_name(int owner, string mode)
    {
        await Verify("text").UseDirectory(folder).UseParameters(owner, mode).AutoVerify();
        await Verify("text").UseDirectory(folder).UseParameters(owner).AutoVerify();

        Assert.Equal(
            [
                "VerifierTests.Parameters_are_part_of_the_name_owner=7.verified.txt",
                "VerifierTests.Parameters_are_part_of_the_name_owner=7_mode=on-off.verified.txt",
            ],
            Files());
    }

    [Theory]
    [InlineData(1)]
    public async Task Parameters_may_not_be_forgotten(int owner)
    {
        var error = await Fails(Verify($"{owner}").UseDirectory(folder));

        Assert.Contains("UseParameters(", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_parameters_than_there_are_is_an_error() =>
        await Fails(Verify("text").UseDirectory(folder).UseParameters(1));

    [Fact]
    public async Task Type_and_method_can_be_renamed()
    {
        await Verify("text", extension: "mmd").UseDirectory(folder).UseTypeName("Life").UseMethodName("Page").AutoVerify();

        Assert.Equal(["Life.Page.verified.mmd"], Files());
    }

    [Fact]
    public async Task A_file_name_stands_alone()
    {
        await Fails(() => Verify("text").UseFileName("a").UseMethodName("b"));
        await Fails(() => Verify("text").UseFileName("a").UseTypeName("b"));
        await Fails(() => Verify("text").UseParameters(1).UseFileName("a"));
    }

    [Fact]
    public async Task A_folder_is_relative_to_the_source_file()
    {
        var relative = Path.GetRelativePath(Path.GetDirectoryName(Source())!, folder);

        await Verify("text").UseDirectory(relative).UseFileName("a").AutoVerify();

        Assert.Equal(["a.verified.txt"], Files());

        static string Source([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
    }

    [Fact]
    public async Task Settings_can_be_made_beforehand()
    {
        var settings = new VerifySettings();
        settings.UseDirectory(folder);
        settings.UseFileName("a");
        settings.AutoVerify();

        await Verify("text", "json", settings);

        Assert.Equal(["a.verified.json"], Files());
    }

    [Fact]
    public async Task Scrubbers_change_the_text_before_it_is_kept()
    {
        await Verify("took 1.5 s\nseen 7\nRATE 3\nlast\nend")
            .ScrubLinesContaining("rate")
            .ScrubLines(line => line == "last")
            .ScrubLinesWithReplace(line => line.StartsWith("took", StringComparison.Ordinal) ? "took T" : line)
            .AddScrubber(text => text.Replace("seen", "found"))
            .UseDirectory(folder)
            .UseFileName("a")
            .AutoVerify();

        Assert.Equal("took T\nfound 7\nend", await File.ReadAllTextAsync(Path.Combine(folder, "a.verified.txt")));
    }

    [Fact]
    public async Task Text_does_not_go_into_an_extension_that_holds_none_until_it_is_declared()
    {
        var error = await Fails(Verify("text", extension: "kdot").UseDirectory(folder));
        Assert.Contains("Don't pass text for a binary extension", error.Message, StringComparison.Ordinal);

        EmptyFiles.FileExtensions.AddTextExtension("mdot");
        await Verify("text", extension: "mdot").UseDirectory(folder).AutoVerify();
    }

    [Fact]
    public async Task Two_texts_may_not_share_a_file()
    {
        await Verify("text").UseDirectory(folder).UseFileName("a").AutoVerify();

        await Fails(Verify("text").UseDirectory(folder).UseFileName("a"));
    }

    [Fact]
    public Task A_comparison_is_a_task() => Verify("text").UseDirectory(folder).AutoVerify();

    private static byte[] Marked(string text) => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)];

    private static Task<Exception> Fails(SettingsTask comparison) => Fails(() => comparison);

    private static Task<Exception> Fails(Func<SettingsTask> comparison) =>
        Assert.ThrowsAnyAsync<Exception>(async () => await comparison());

    private void Have(string name, string text) =>
        File.WriteAllText(Path.Combine(folder, name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

    private IEnumerable<string> Files() => Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
