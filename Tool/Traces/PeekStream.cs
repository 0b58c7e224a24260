namespace Hmm.Tool.Traces;

/// <summary>A stream to read from whose first two bytes can be looked at before; for streams that cannot seek.</summary>
internal sealed class PeekStream : Stream
{
    private readonly Stream stream;
    private readonly byte[] head = new byte[2];
    private readonly int length;
    private int given;

    /// <summary>Reads the first two bytes.</summary>
    /// <param name="stream">The bytes; disposed of with this.</param>
    public PeekStream(Stream stream)
    {
        this.stream = stream;
        length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
    }

    /// <summary>The first two bytes, or fewer if there are no more.</summary>
    public ReadOnlySpan<byte> Head => head.AsSpan(0, length);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (given == length)
        {
            return stream.Read(buffer);
        }

        var count = Math.Min(buffer.Length, length - given);
        head.AsSpan(given, count).CopyTo(buffer);
        given += count;
        return count;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
