using Hmm.Model.Memory;

namespace Hmm.Model;

/// <summary>What a range fault reports of each page (hmm_pfns): a frame and rights, no access, or an error.</summary>
/// <remarks>Sixteen bits a page: frame 8, valid 1, write 1, error 1, zero page 1, dangling 1. Nothing of it holds a reference.</remarks>
internal static class RangeResults
{
    public const ushort Valid = 1 << 8;
    public const ushort Writable = 1 << 9;
    public const ushort Error = 1 << 10;
    public const ushort ZeroPage = 1 << 11;
    private const ushort Dangling = 1 << 12;

    public static ushort Of(Frame frame, bool writable) => (ushort)(frame.Index | Valid | (writable ? Writable : 0));

    public static Frame Frame(ushort result) => new((byte)result);

    public static ushort Naming(ushort result, Frame frame) => (ushort)((result & ~0xFF) | frame.Index);

    public static bool IsDangling(ushort result) => Has(result, Dangling);

    public static bool Has(ushort result, ushort bit) => (result & bit) != 0;

    public static MirrorEntry Entry(ushort result) =>
        new(Frame(result), Has(result, Writable) ? MirrorAccess.Write : MirrorAccess.Read, Has(result, Dangling));

    public static void Forget(ref RangeRegisters range, Frame frame)
    {
        for (var page = range.Start; page < range.End; page++)
        {
            var result = range.Results[page];
            if ((result & Valid) != 0 && Frame(result) == frame)
            {
                range.Results[page] = (ushort)(result | Dangling);
            }
        }
    }
}
