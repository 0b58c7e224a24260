using Hmm.Tool;

namespace Hmm.Properties.Tool;

/// <summary>Runs a command line in a folder of its own, which goes with it.</summary>
public sealed class HmmShell : IDisposable
{
    /// <summary>The folder that the command lines are typed in.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("hmm-").FullName;

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">What stands behind the tool's name.</param>
    /// <returns>The exit code, and what was printed as a result and as an error.</returns>
    public (int Code, string Output, string Error) Run(params string[] arguments) => Run(CancellationToken.None, arguments);

    /// <summary>Runs a command line that may be stopped.</summary>
    /// <param name="stop">Stops it as Ctrl-C does.</param>
    /// <param name="arguments">What stands behind the tool's name.</param>
    /// <returns>The exit code, and what was printed as a result and as an error.</returns>
    public (int Code, string Output, string Error) Run(CancellationToken stop, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, error, HasColours: false, ShowsProgress: false)
        {
            WorkFolder = Folder,
            StateFolder = Path.Combine(Folder, "state"),
        };
        var code = Application.RunAsync(arguments, terminal, stop).GetAwaiter().GetResult();
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Writes a file into the folder.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its text.</param>
    /// <returns>Its path.</returns>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
