using System.Globalization;
using Hmm.Tool;

namespace Hmm.Snapshots.Commands;

/// <summary>Whatever README.md shows on a console is run, and prints what it says.</summary>
public sealed class ReadmeTests : IDisposable
{
    /// <summary>What a line may end with, or consist of, where the README leaves something out.</summary>
    private const string Gap = "...";

    /// <summary>How Tool/check-recipe finds its commands: it reads them in the README itself.</summary>
    private const string Recipe = "README.md";

    /// <summary>Command lines that are not hmm: the file that runs them for continuous integration, and what to look for in it.</summary>
    private static readonly Dictionary<string, (string File, string Text)> Elsewhere = new()
    {
        ["dotnet pack Tool/Hmm.Tool.csproj -c Release -o artifacts"] = ("Tool/check-package", "dotnet pack \"$project\" -c Release"),
        ["dotnet tool install --global Hmm.Verified.Tool --add-source artifacts"] =
            ("Tool/check-package", "dotnet tool install Hmm.Verified.Tool"),
        ["dotnet run -c Release --project Tool -- check"] = (".ci/run", "tool check check"),
        ["dotnet test Hmm.Verified.sln -c Release"] = (".ci/run", "dotnet test \"$solution\" -c Release"),
        ["sed -i '/check whether to retry/,+2d' Model/Operations/DeviceAccess.cs"] = ("Tool/check-recipe", Recipe),
        ["dotnet run -c Release --project Tool -- check page --only I1"] = ("Tool/check-recipe", Recipe),
        ["HMM_ACCEPT=1 dotnet test Snapshots -c Release --filter Catalogue"] = ("Tool/check-recipe", Recipe),
        ["git diff --stat Snapshots"] = ("Tool/check-recipe", Recipe),
    };

    private readonly string state = Directory.CreateTempSubdirectory("hmm-").FullName;

    public static TheoryData<int> Blocks => [.. Enumerable.Range(0, Readme.Blocks.Length)];

    [Fact]
    public void The_blocks_are_found() => Assert.True(Readme.Blocks.Sum(static block => block.Length) > 10);

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task What_is_typed_prints_what_is_shown(int block)
    {
        var code = 0;
        foreach (var (line, shown) in Readme.Blocks[block])
        {
            if (line == "echo $?")
            {
                Assert.Equal(code.ToString(CultureInfo.InvariantCulture), Assert.Single(shown));
            }
            else if (line.StartsWith("hmm ", StringComparison.Ordinal))
            {
                (code, var printed) = await Shell.Run(Arguments(line), state);
                Assert.True(code is ExitCode.Success or ExitCode.Violated, $"{line} exits with {code}:\n{printed}");
                if (Difference(shown, Shell.Scrub(printed)) is { } difference && !Readme.Accept(shown, printed.TrimEnd('\n')))
                {
                    Assert.Fail($"{line} {difference}");
                }
            }
            else
            {
                var (file, text) = Assert.Contains(line, (IReadOnlyDictionary<string, (string File, string Text)>)Elsewhere);
                Assert.Contains(text, await File.ReadAllTextAsync(Path.Combine(Readme.Root, file)), StringComparison.Ordinal);
            }
        }
    }

    public void Dispose() => Directory.Delete(state, recursive: true);

    private static string[] Arguments(string line) => line.Split(" > ")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];

    /// <summary>What is otherwise than it is shown. Each shown line is a printed one, in order; nothing is left out but where it says
    /// so.</summary>
    private static string? Difference(IReadOnlyCollection<string> shown, string printed)
    {
        if (shown.Count == 0)
        {
            return null;
        }

        var left = new Queue<string>(printed.TrimEnd('\n').Split('\n').Select(static text => text.TrimEnd()));
        var gap = false;
        var lines = Shell.Scrub(string.Join('\n', shown) + "\n").TrimEnd('\n').Split('\n');
        foreach (var wanted in lines.Select(static text => text.TrimEnd()))
        {
            if (wanted.Trim() == Gap)
            {
                gap = true;
                continue;
            }

            while (gap && left.TryPeek(out var skipped) && !Matches(wanted, skipped))
            {
                left.Dequeue();
            }

            if (!left.TryDequeue(out var found) || !Matches(wanted, found))
            {
                return $"does not print\n{wanted}\nbut\n{printed}";
            }

            gap = false;
        }

        return gap || left.Count == 0 ? null : $"also prints\n{string.Join('\n', left)}";
    }

    private static bool Matches(string wanted, string found) => wanted.EndsWith(Gap, StringComparison.Ordinal)
        ? found.StartsWith(wanted[..^Gap.Length], StringComparison.Ordinal)
        : found == wanted;
}
