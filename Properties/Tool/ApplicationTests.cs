using Hmm.Tool;

namespace Hmm.Properties.Tool;

public sealed class ApplicationTests
{
    [Theory]
    [InlineData("There is no option --frmat.", "conform", "--frmat", "json")]
    [InlineData("--threads is a whole number from 1 to 256.", "conform", "--threads", "0")]
    [InlineData("--format is one of text, json, not xml.", "conform", "--format", "xml")]
    public async Task A_wrong_command_line_is_explained(string what, params string[] arguments)
    {
        using var error = new StringWriter();
        var code = await Application.RunAsync(arguments, new(TextWriter.Null, error, HasColours: false, ShowsProgress: false));

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains($"error: {what}", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("--help", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_command_the_help_says_what_there_is()
    {
        using var output = new StringWriter();
        var code = await Application.RunAsync([], new(output, TextWriter.Null, HasColours: false, ShowsProgress: false));

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("hmm COMMAND --help", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("check")]
    [InlineData("replay")]
    [InlineData("mutate")]
    [InlineData("view")]
    [InlineData("conform")]
    [InlineData("list")]
    [InlineData("explain")]
    [InlineData("graph")]
    [InlineData("completion")]
    public async Task Help_fits_a_screen_and_has_an_example(params string[] command)
    {
        using var output = new StringWriter();
        var code = await Application.RunAsync([.. command, "--help"],
            new(output, TextWriter.Null, HasColours: false, ShowsProgress: false));

        Assert.Equal(ExitCode.Success, code);
        Assert.Contains("Example:", output.ToString(), StringComparison.Ordinal);
        Assert.InRange(output.ToString().Count(c => c == '\n'), 5, 24);
        Assert.All(output.ToString().Split('\n'), static line => Assert.InRange(line.Length, 0, 100));
    }
}
