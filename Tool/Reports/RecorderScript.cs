using System.Collections.Immutable;
using System.Globalization;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Tool.Reports;

/// <summary>Sequences of calls as a source file of the recorder (Kernel/recorder).</summary>
internal static class RecorderScript
{
    /// <summary>The recorder's names of the kinds of calls; the index is the kind.</summary>
    private static readonly ImmutableArray<string> Kinds =
    [
        "MAP", "UNMAP", "PROTECT", "DONTNEED", "CPU_READ", "CPU_WRITE", "FORK", "EXIT", "DEV_READ", "DEV_WRITE", "DEV_MIGRATE", "DEV_BACK",
        "SNAPSHOT", "EXCLUSIVE", "CHECK_EXCLUSIVE", "MREMAP", "TRUNCATE", "REOPEN",
    ];

    private static readonly ImmutableArray<string> Mappings = ["ANON_PRIVATE", "ANON_SHARED", "FILE_PRIVATE", "FILE_SHARED"];

    /// <summary>Writes the file.</summary>
    /// <param name="sequences">The sequences.</param>
    /// <param name="ways">Where they go.</param>
    /// <param name="output">Where to.</param>
    public static void Write(ImmutableArray<ImmutableArray<Call>> sequences, IReadOnlyCollection<string> ways, TextWriter output)
    {
        output.WriteLine(Text($"// {sequences.Length} sequences that go {ways.Count} ways that no recording went, made by hmm trace."));
        output.WriteLine("#include \"hmm-trace.h\"");
        output.WriteLine();
        output.WriteLine(Text($"const int scripted_count = {sequences.Length};"));
        var lengths = string.Join(", ", sequences.Select(static sequence => sequence.Length));
        output.WriteLine($"const int scripted_lengths[] = {{ {lengths} }};");
        output.WriteLine("const struct scripted scripted_calls[] = {");
        foreach (var call in sequences.SelectMany(static sequence => sequence))
        {
            var (kind, mapping) = (Kinds[(int)call.Kind], Mappings[(int)call.Mapping]);
            output.WriteLine(Text($"    {{ {call.Process}, {{ .kind = {kind}, .page = {call.Page}, .count = {call.Count}, ")
                + Text($".prot = {call.Protection}, .mapping = {mapping}, .file = {call.File}, .offset = {call.Offset}, ")
                + Text($".to = {call.To}, .device = {call.Device}, .value = {call.Value} }} }},"));
        }

        output.WriteLine("};");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
