using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Hmm.Model.Exploring.Recording;

/// <summary>One page-table entry as observed; its text is the token of a trace's <c>pte</c> field.</summary>
/// <remarks>
/// Built by one factory for each kind, so that no illegal combination exists. Frame numbers are given in order of sight within one
/// record: equal numbers, same frame; they say nothing from one record to the next. The default value is <see cref="None"/>.
/// </remarks>
public readonly record struct ObservedEntry
{
    private readonly Flags flags;
    private readonly byte device;

    private ObservedEntry(ObservedKind kind, int device, int frame, int mapCount, Flags flags) =>
        (Kind, this.device, Frame, MapCount, this.flags) = (kind, (byte)device, frame, mapCount, flags);

    [Flags]
    private enum Flags : byte
    {
        None = 0,
        File = 1,
        Sole = 2,
        Writable = 4,
    }

    /// <summary>Nothing is mapped.</summary>
    public static ObservedEntry None => default;

    /// <summary>The shared zero page is mapped.</summary>
    public static ObservedEntry Zero => new(ObservedKind.Zero, 0, 0, 0, Flags.None);

    /// <summary>What the entry holds.</summary>
    public ObservedKind Kind { get; }

    /// <summary>The device whose memory the page is in: 0 or 1 for <see cref="ObservedKind.Private"/>, 2 or 3 for
    /// <see cref="ObservedKind.Coherent"/>; otherwise 0.</summary>
    public int Device => device;

    /// <summary>The frame's number within this record; 0 without a frame.</summary>
    public int Frame { get; }

    /// <summary>How often the page is mapped, for <see cref="ObservedKind.Ram"/>; otherwise 0.</summary>
    public int MapCount { get; }

    /// <summary>Whether a page of system memory belongs to a file (shared anonymous memory included).</summary>
    public bool IsFile => (flags & Flags.File) != 0;

    /// <summary>Whether this page table alone maps the page (bit 56 of <c>pagemap</c>).</summary>
    public bool IsSole => (flags & Flags.Sole) != 0;

    /// <summary>Whether a device-private or device-exclusive entry is of the writable type; not observed for others.</summary>
    public bool IsWritable => (flags & Flags.Writable) != 0;

    /// <summary>A page of system memory.</summary>
    /// <param name="frame">Number of the frame within the record.</param>
    /// <param name="mapCount">How often the page is mapped.</param>
    /// <param name="isFile">Whether it belongs to a file.</param>
    /// <param name="isSole">Whether this page table alone maps it.</param>
    /// <returns>The entry.</returns>
    public static ObservedEntry Ram(int frame, int mapCount, bool isFile, bool isSole) =>
        new(ObservedKind.Ram, 0, frame, mapCount, (isFile ? Flags.File : 0) | (isSole ? Flags.Sole : 0));

    /// <summary>A mapped page of device-coherent memory.</summary>
    /// <param name="device">The device, 2 or 3.</param>
    /// <param name="frame">Number of the frame within the record.</param>
    /// <param name="isSole">Whether this page table alone maps it.</param>
    /// <returns>The entry.</returns>
    public static ObservedEntry Coherent(int device, int frame, bool isSole) =>
        new(ObservedKind.Coherent, device, frame, 0, isSole ? Flags.Sole : 0);

    /// <summary>A device-private entry.</summary>
    /// <param name="device">The device, 0 or 1.</param>
    /// <param name="frame">Number of the frame within the record.</param>
    /// <param name="isWritable">Whether the entry is of the writable type.</param>
    /// <param name="isSole">Whether this page table alone maps the page.</param>
    /// <returns>The entry.</returns>
    public static ObservedEntry Private(int device, int frame, bool isWritable, bool isSole) =>
        new(ObservedKind.Private, device, frame, 0, (isWritable ? Flags.Writable : 0) | (isSole ? Flags.Sole : 0));

    /// <summary>A device-exclusive entry.</summary>
    /// <param name="frame">Number of the frame within the record.</param>
    /// <param name="isWritable">Whether the entry is of the writable type.</param>
    /// <param name="isSole">Whether this page table alone maps the page.</param>
    /// <returns>The entry.</returns>
    public static ObservedEntry Exclusive(int frame, bool isWritable, bool isSole) =>
        new(ObservedKind.Exclusive, 0, frame, 0, (isWritable ? Flags.Writable : 0) | (isSole ? Flags.Sole : 0));

    /// <summary>Reads a token.</summary>
    /// <param name="token">The token's text.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="FormatException">The text is no token.</exception>
    public static ObservedEntry Parse(string token) =>
        TryParse(Encoding.UTF8.GetBytes(token), out var entry)
            ? entry
            : throw new FormatException($"'{token}' is no page-table entry: expected -, zero, ram:ID:COUNT:anon|file, coherentD:ID, "
                + "privateD:ID:rw|ro or exclusive:ID:rw|ro, each with :sole at its end or not.");

    /// <summary>Reads a token; accepts exactly what <see cref="ToString"/> writes.</summary>
    /// <param name="token">The token's text in UTF-8.</param>
    /// <param name="entry">The entry; <see cref="None"/> if the text is no token.</param>
    /// <returns>Whether the text is a token.</returns>
    public static bool TryParse(ReadOnlySpan<byte> token, out ObservedEntry entry)
    {
        entry = default;
        if (token.Length == 1)
        {
            return token[0] == '-';
        }

        if (token.SequenceEqual("zero"u8))
        {
            entry = Zero;
            return true;
        }

        var isSole = token.EndsWith(":sole"u8);
        return TryParse(isSole ? token[..^5] : token, isSole, ref entry);
    }

    /// <summary>The token, as a trace spells it.</summary>
    /// <returns>The text that <see cref="Parse"/> reads.</returns>
    public override string ToString()
    {
        var sole = IsSole ? ":sole" : string.Empty;
        var access = IsWritable ? "rw" : "ro";
        return Kind switch
        {
            ObservedKind.None => "-",
            ObservedKind.Zero => "zero",
            ObservedKind.Ram => string.Create(CultureInfo.InvariantCulture, $"ram:{Frame}:{MapCount}:{(IsFile ? "file" : "anon")}{sole}"),
            ObservedKind.Coherent => string.Create(CultureInfo.InvariantCulture, $"coherent{Device}:{Frame}{sole}"),
            ObservedKind.Private => string.Create(CultureInfo.InvariantCulture, $"private{Device}:{Frame}:{access}{sole}"),
            ObservedKind.Exclusive => string.Create(CultureInfo.InvariantCulture, $"exclusive:{Frame}:{access}{sole}"),
        };
    }

    private static bool TryParse(ReadOnlySpan<byte> token, bool isSole, ref ObservedEntry entry)
    {
        if (TryTake(ref token, "ram:"u8))
        {
            return TryTake(ref token, out var frame) && TryTake(ref token, ":"u8) && TryTake(ref token, out var mapCount)
                && TryOrigin(token, out var isFile) && Set(ref entry, Ram(frame, mapCount, isFile, isSole));
        }

        if (TryTake(ref token, "private"u8))
        {
            return TryTakeDevice(ref token, 0, out var device) && TryTake(ref token, out var frame)
                && TryAccess(token, out var isWritable) && Set(ref entry, Private(device, frame, isWritable, isSole));
        }

        if (TryTake(ref token, "coherent"u8))
        {
            return TryTakeDevice(ref token, 2, out var device) && TryTake(ref token, out var frame)
                && token.IsEmpty && Set(ref entry, Coherent(device, frame, isSole));
        }

        return TryTake(ref token, "exclusive:"u8) && TryTake(ref token, out var exclusive)
            && TryAccess(token, out var writable) && Set(ref entry, Exclusive(exclusive, writable, isSole));
    }

    private static bool Set(ref ObservedEntry entry, ObservedEntry value)
    {
        entry = value;
        return true;
    }

    private static bool TryOrigin(ReadOnlySpan<byte> text, out bool isFile)
    {
        isFile = text.SequenceEqual(":file"u8);
        return isFile || text.SequenceEqual(":anon"u8);
    }

    private static bool TryAccess(ReadOnlySpan<byte> text, out bool isWritable)
    {
        isWritable = text.SequenceEqual(":rw"u8);
        return isWritable || text.SequenceEqual(":ro"u8);
    }

    private static bool TryTakeDevice(ref ReadOnlySpan<byte> text, int first, out int device)
    {
        device = text.IsEmpty ? -1 : text[0] - '0';
        if ((device != first && device != first + 1) || text.Length < 2 || text[1] != ':')
        {
            return false;
        }

        text = text[2..];
        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> expected)
    {
        if (!text.StartsWith(expected))
        {
            return false;
        }

        text = text[expected.Length..];
        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> text, out int number)
    {
        if (!Utf8Parser.TryParse(text, out number, out var used) || number < 0
            || text[0] is < (byte)'0' or > (byte)'9' || (text[0] == '0' && used > 1))
        {
            return false;
        }

        text = text[used..];
        return true;
    }
}
