namespace Hmm.Tool.Traces;

/// <summary>Cuts a stream into lines without making a string of any.</summary>
/// <param name="stream">The bytes.</param>
/// <param name="file">What the user called them, for errors.</param>
internal sealed class LineReader(Stream stream, string file)
{
    /// <summary>The longest line, in bytes: some hundred times the longest that a recorder writes.</summary>
    public const int MaxLine = 1 << 20;

    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private bool isAtEnd;

    /// <summary>Number of the line that was read last, from 1; 0 before the first.</summary>
    public long Number { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <param name="line">The line without its end; valid until the next call.</param>
    /// <returns>False at the end of the stream.</returns>
    /// <exception cref="TraceException">A line is longer than <see cref="MaxLine"/>, or the stream cannot be read.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        for (var searched = 0; ;)
        {
            var at = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                line = Take(searched + at, 1);
                return true;
            }

            searched = end - start;
            if (isAtEnd)
            {
                line = Take(searched, 0);
                return searched > 0;
            }

            Fill();
        }
    }

    private ReadOnlySpan<byte> Take(int length, int separator)
    {
        var line = buffer.AsSpan(start, length);
        start += length + separator;
        if (length + separator > 0)
        {
            Number++;
        }

        return line is [.., (byte)'\r'] ? line[..^1] : line;
    }

    private void Fill()
    {
        if (end - start > MaxLine)
        {
            throw Fault($"The line is longer than {MaxLine:N0} bytes.",
                "No record of a trace is: this is no trace, or its line ends are lost.",
                "Give a file that Kernel/record.sh wrote.");
        }

        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = ReadBytes();
        end += read;
        isAtEnd = read == 0;
    }

    private int ReadBytes()
    {
        try
        {
            return stream.Read(buffer, end, buffer.Length - end);
        }
        catch (InvalidDataException exception)
        {
            throw Fault("The compressed file is damaged or cut short.",
                "Its data do not end where they should, or their checksum is wrong.",
                $"Fetch or record it again; `gzip -t {file}` checks it.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Fault("The trace cannot be read further.", exception.Message,
                "Check the disk and the connection, then run it again.", exception);
        }
    }

    private TraceException Fault(string what, string why, string next, Exception? cause = null) =>
        new(new(file, Number + 1), what, why, next, cause);
}
