using System.Text.Json.Nodes;
using Hmm.Tool;

namespace Hmm.Properties.Tool;

public sealed class SettingsFileTests : IDisposable
{
    private readonly HmmShell shell = new();

    [Fact]
    public void What_is_typed_wins_over_the_file()
    {
        shell.Write("hmm.json", """{ "check": { "scopes": ["rights"], "driver": "test-hmm", "worlds": 7, "github": true } }""");

        var settings = Settings("check", "--driver", "reference", "--print-config");

        Assert.Equal(("reference", 7, true, "rights"), ((string)settings["driver"]!, (int)settings["worlds"]!,
            (bool)settings["github"]!, (string)settings["scopes"]![0]!));
        Assert.Equal("page", (string)Settings("check", "page", "--print-config")["scopes"]!.AsArray().Single()!);
    }

    [Fact]
    public void What_is_printed_can_be_read_again()
    {
        var printed = shell.Run("check", "rights", "--only", "I1", "--cover", "12", "--print-config").Output;
        shell.Write("hmm.json", printed);

        Assert.Equal(printed, shell.Run("check", "--print-config").Output);
    }

    [Theory]
    [InlineData("""{ "check": { "formt": "json" } }""", "There is no setting formt.", "Did you mean format?")]
    [InlineData("""{ "chek": { } }""", "There is no section chek.", "Did you mean check?")]
    [InlineData("""{ "check": { "github": "yes" } }""", "The setting github is of the wrong kind.", "It is true or false.")]
    [InlineData("""{ "check": { "scopes": [1] } }""", "The setting scopes is of the wrong kind.", "It is a list of texts.")]
    [InlineData("""{ "check": { "threads": 0 } }""", "--threads is a whole number from 1 to 256.", "hmm.json")]
    [InlineData("""[]""", "The setting the whole file is of the wrong kind.", "an object in braces")]
    [InlineData("{\n  \"check\": {\n", "The settings are no JSON.", "line 3")]
    public void A_wrong_file_is_explained(string text, string what, string hint)
    {
        shell.Write("hmm.json", text);

        var (code, _, error) = shell.Run("check", "--print-config");

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains($"error: {what}", error, StringComparison.Ordinal);
        Assert.Contains(hint, error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_names_every_setting_and_no_other()
    {
        var schema = JsonNode.Parse(shell.Run("check", "--print-schema").Output)!;
        var settings = Settings("check", "--print-config").AsObject().Select(static pair => pair.Key);

        Assert.Equal(settings.Order(), schema["properties"]!["check"]!["properties"]!.AsObject().Select(static pair => pair.Key).Order());
        Assert.False((bool)schema["additionalProperties"]!);
    }

    public void Dispose() => shell.Dispose();

    private JsonNode Settings(params string[] arguments) => JsonNode.Parse(shell.Run(arguments).Output)!["check"]!;
}
