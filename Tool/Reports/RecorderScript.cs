using System.Collections.Immutable;
using System.Globalization;
using Hmm.Model.Exploring.Recording;
using Hmm.Model.Exploring.Scripts;

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
    public static void Write(
        ImmutableArray<ImmutableArray<ScriptedRecord>> sequences, IReadOnlyCollection<string> ways, TextWriter output)
    {
        output.WriteLine(Text($"// {sequences.Length} sequences that go {ways.Count} ways that no recording went, made by hmm trace."));
        output.WriteLine("#include \"hmm-trace.h\"");
        output.WriteLine();
        output.WriteLine(Text($"const int scripted_count = {sequences.Length};"));
        var lengths = string.Join(", ", sequences.Select(static sequence => sequence.Length));
        output.WriteLine($"const int scripted_lengths[] = {{ {lengths} }};");
        output.WriteLine("const struct scripted scripted_records[] = {");
        foreach (var record in sequences.SelectMany(static sequence => sequence))
        {
            output.WriteLine(Text($"    {{ .process = {record.Threads[0][0].Process}, ") + (record.IsSection
                ? Text($".section = {{ .threads = {record.Threads.Length}, .length = {{ {Lengths(record)} }}, .calls = {{")
                : $".call = {Initializer(record.Threads[0][0])} }},"));
            if (record.IsSection)
            {
                foreach (var calls in record.Threads)
                {
                    output.WriteLine($"        {{ {string.Join(", ", calls.Select(Initializer))} }},");
                }

                output.WriteLine("    } } },");
            }
        }

        output.WriteLine("};");
    }

    private static string Lengths(ScriptedRecord record) => string.Join(", ", record.Threads.Select(static calls => calls.Length));

    private static string Initializer(Call call) =>
        Text($"{{ .kind = {Kinds[(int)call.Kind]}, .page = {call.Page}, .count = {call.Count}, .prot = {call.Protection}, ")
        + Text($".mapping = {Mappings[(int)call.Mapping]}, .file = {call.File}, .offset = {call.Offset}, .to = {call.To}, ")
        + Text($".device = {call.Device}, .value = {call.Value} }}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
