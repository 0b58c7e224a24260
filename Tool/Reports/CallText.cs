using System.Globalization;
using System.Text;
using Hmm.Model.Exploring.Recording;
using Hmm.Tool.Traces;

namespace Hmm.Tool.Reports;

/// <summary>Recorded calls in words, one call a line.</summary>
internal static class CallText
{
    /// <summary>A call with its arguments.</summary>
    /// <param name="call">The call.</param>
    /// <returns>For instance <c>dev_write d1 2..3 = 18..19</c>.</returns>
    public static string Describe(Call call)
    {
        var text = new StringBuilder(CallForm.All[(int)call.Kind].Name);
        foreach (var field in CallForm.All[(int)call.Kind].Arguments)
        {
            Append(text, call, field);
        }

        return text.ToString();
    }

    /// <summary>What a call answered.</summary>
    /// <param name="call">The call.</param>
    /// <param name="result">What it answered.</param>
    /// <returns>For instance <c>0   2 pages, 1 fault, values 4 5</c>.</returns>
    public static string Describe(Call call, CallResult result)
    {
        var parts = new List<string>();
        if (result.Pages >= 0)
        {
            parts.Add(Plural(result.Pages, "page"));
        }

        if (result.Faults > 0)
        {
            parts.Add(Plural(result.Faults, "fault"));
        }

        if (!result.Values.IsEmpty)
        {
            parts.Add((result.Values.Length == 1 ? "value " : "values ") + string.Join(' ', result.Values));
        }

        if (!result.Permissions.IsEmpty)
        {
            parts.Add("bytes " + string.Join(' ', result.Permissions.Select(permission => permission.ToString("x2",
                CultureInfo.InvariantCulture))));
        }

        if (result.Torn)
        {
            parts.Add("torn");
        }

        var code = ErrorNames.Describe(call.Kind, result.Return);
        return parts.Count == 0 ? code : $"{code}   {string.Join(", ", parts)}";
    }

    private static void Append(StringBuilder text, Call call, Field field)
    {
        var last = call.Page + call.Count - 1;
        var isOfFile = CallForm.IsOfFile(call.Mapping);
        var culture = CultureInfo.InvariantCulture;
        _ = field switch
        {
            Field.Device => text.Append(culture, $" d{call.Device}"),
            Field.Page => text.Append(culture, $" {Range(call.Page, last)}"),
            Field.Count when call.Kind == CallKind.Truncate => text.Append(culture, $" to {Plural(call.Count, "page")}"),
            Field.Protection => text.Append(' ').Append((call.Protection & 1) != 0 ? 'r' : '-').Append((call.Protection & 2) != 0 ? 'w'
                : '-'),
            Field.Mapping => text.Append(culture, $" {CallForm.Mappings[(int)call.Mapping]}"),
            Field.File when call.Kind == CallKind.Truncate || isOfFile => text.Append(culture, $" file {call.File}"),
            Field.Offset when isOfFile => text.Append(culture, $" from {call.Offset}"),
            Field.To when call.Kind == CallKind.Fork => text.Append(culture, $" p{call.To}"),
            Field.To => text.Append(culture, $" to {Range(call.To, call.To + call.Count - 1)}"),
            Field.Value => text.Append(culture, $" = {Range(call.Value, call.Value + (ulong)call.Count - 1)}"),
            _ => text,
        };
    }

    private static string Range<T>(T first, T last)
        where T : IEquatable<T>, IFormattable =>
        first.Equals(last) ? first.ToString(null, CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{first}..{last}");

    private static string Plural(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? string.Empty : "s")}");
}
