using Hmm.Tool;

namespace Hmm.Properties.Tool;

public sealed class OutputFileTests : IDisposable
{
    private readonly HmmShell shell = new();

    [Fact]
    public void A_result_replaces_what_was_there_and_leaves_nothing_else_behind()
    {
        var file = shell.Write("result.json", "old");

        Assert.Equal(ExitCode.Success, shell.Run("check", "rights", "--format", "json", "--output", file).Code);

        Assert.StartsWith("{", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(shell.Folder));
    }

    [Fact]
    public void What_cannot_be_written_leaves_the_old_file_as_it_was()
    {
        var file = shell.Write("result.json", "old");
        Directory.CreateDirectory($"{file}.{Environment.ProcessId}.part");

        var problem = Assert.Throws<ProblemException>(() => OutputFile.Write(file, "new"));

        Assert.Contains("What was there before is as it was.", problem.Problem.Next, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(file));
    }

    [Theory]
    [InlineData("no-such-folder/result.json")]
    [InlineData(".")]
    public void A_path_that_cannot_be_written_is_told_before_anything_is_explored(string name)
    {
        var (code, output, error) = shell.Run("check", "page", "--output", Path.Combine(shell.Folder, name));

        Assert.Equal((ExitCode.Usage, string.Empty), (code, output));
        Assert.StartsWith("error: The result cannot be written.", error, StringComparison.Ordinal);
        Assert.Contains(name, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_told()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        var (code, _, error) = shell.Run("graph", "locks", "--output", "/dev/full");

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("No space left on device", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_stays_a_link()
    {
        var file = shell.Write("result.json", "old");
        var link = Path.Combine(shell.Folder, "link.json");
        File.CreateSymbolicLink(link, file);

        OutputFile.Write(link, "new");

        Assert.Equal("new", File.ReadAllText(file));
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    public void Dispose() => shell.Dispose();
}
