using System.IO.Compression;

namespace Hmm.Tool.Traces;

/// <summary>Opens a trace: a file, plain or compressed by gzip whatever its name, or standard input.</summary>
internal static class TraceFile
{
    /// <summary>What stands for standard input in place of a file's name.</summary>
    public const string StandardInput = "-";

    // Without it, .NET takes compressed data that are cut short for their end.
    static TraceFile() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>Opens a trace.</summary>
    /// <param name="file">The file, the name of a bundled trace, or <see cref="StandardInput"/>.</param>
    /// <returns>Its bytes, uncompressed.</returns>
    /// <exception cref="TraceException">There is no such file, or it cannot be opened.</exception>
    public static Stream Open(string file) =>
        Decompress(file == StandardInput ? Console.OpenStandardInput() : OpenFile(file, BundledTraces.Locate(file)));

    /// <summary>Uncompresses a stream if it starts as gzip does.</summary>
    /// <param name="stream">The bytes, compressed or not.</param>
    /// <returns>The bytes, uncompressed.</returns>
    public static Stream Decompress(Stream stream)
    {
        var peek = new PeekStream(stream);
        return peek.Head is [0x1F, 0x8B] ? new GZipStream(peek, CompressionMode.Decompress) : peek;
    }

    private static FileStream OpenFile(string file, string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TraceException(new(file), "There is no such file.", "`hmm conform` reads traces that were recorded before.",
                $"Check the path, or name a trace that comes with it: {string.Join(", ", BundledTraces.Names)}.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new TraceException(new(file), Directory.Exists(file) ? "This is a directory." : "The file may not be read.",
                "A trace is one file.",
                Directory.Exists(file)
                    ? $"Name its files: hmm conform {Path.TrimEndingDirectorySeparator(file)}/*.gz"
                    : "Change its permissions.", exception);
        }
        catch (IOException exception)
        {
            throw new TraceException(new(file), "The file cannot be opened.", exception.Message, "Check the path.", exception);
        }
    }
}
