using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Hmm.Tool.Viewer;

/// <summary>The JSON form of a <see cref="ViewedRun"/>.</summary>
internal static class RunJson
{
    /// <summary>How it is written.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly JsonSerializerOptions Indented = new(Options) { WriteIndented = true };

    /// <summary>For programs and people.</summary>
    /// <param name="run">The run.</param>
    /// <returns>Indented JSON.</returns>
    public static string Of(ViewedRun run) => JsonSerializer.Serialize(run, Indented);

    /// <summary>For a script element, which ends at the first &lt;/script&gt; whatever stands around it.</summary>
    /// <param name="run">The run.</param>
    /// <returns>JSON without the sign &lt;.</returns>
    public static string Embedded(ViewedRun run) =>
        JsonSerializer.Serialize(run, Options).Replace("<", @"\u003c", StringComparison.Ordinal);
}
