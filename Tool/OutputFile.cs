using System.Text;

namespace Hmm.Tool;

/// <summary>A file that is there whole or not at all: it is written beside its place, then moved there.</summary>
internal static class OutputFile
{
    /// <summary>Tries whether a file can be written, before work is done for it.</summary>
    /// <param name="path">Its path; null for none.</param>
    /// <exception cref="ProblemException">It cannot be written.</exception>
    public static void Try(string? path)
    {
        if (path is not null && Resolve(path) is var target && !IsDevice(target))
        {
            Guard(path, target, () => File.WriteAllText(Beside(target), string.Empty));
            Discard(Beside(target));
        }
    }

    /// <summary>Writes a file.</summary>
    /// <param name="path">Its path; what was there is replaced.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="ProblemException">It cannot be written; what was there is as it was.</exception>
    public static void Write(string path, string text)
    {
        var target = Resolve(path);
        Guard(path, target, () =>
        {
            if (IsDevice(target))
            {
                Fill(target, FileMode.Open, text);
                return;
            }

            Fill(Beside(target), FileMode.Create, text);
            File.Move(Beside(target), target, overwrite: true);
        });
    }

    private static void Guard(string path, string target, Action write)
    {
        try
        {
            if (Directory.Exists(target))
            {
                throw new IOException("It is a folder.");
            }

            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Discard(Beside(target));
            var why = exception.Message.Replace(Beside(target), path, StringComparison.Ordinal);
            throw new ProblemException(new("The result cannot be written.", path, why,
                "Name a file in a folder that exists, may be written and has room. What was there before is as it was."), exception);
        }
    }

    private static void Fill(string file, FileMode mode, string text)
    {
        using var stream = new FileStream(file, mode, FileAccess.Write, FileShare.None);
        stream.Write(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text));
        stream.Flush(flushToDisk: mode == FileMode.Create);
    }

    private static string Beside(string target) => $"{target}.{Environment.ProcessId}.part";

    // What stands there is no file that could be replaced: /dev/stdout, /dev/null.
    private static bool IsDevice(string target) => !OperatingSystem.IsWindows()
        && (target.StartsWith("/dev/", StringComparison.Ordinal) || target.StartsWith("/proc/", StringComparison.Ordinal));

    private static string Resolve(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ProblemException(new("This is no path of a file.", path, exception.Message, "Name another file."), exception);
        }
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The part that was written is left behind: the disk that took it does not let go of it either.
        }
    }
}
