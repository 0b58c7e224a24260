using System.Globalization;
using Hmm.Model;
using Hmm.Model.Memory;
using Hmm.Model.Protocols;

namespace Hmm.Properties;

/// <summary>Calls as a reader of a failed property wants to see them.</summary>
public static class CallText
{
    /// <summary>A call with what it answered.</summary>
    /// <param name="call">The call.</param>
    /// <param name="outcome">What it answered.</param>
    /// <returns>The line.</returns>
    public static string Of(Invocation call, Outcome outcome)
    {
        var seen = outcome.Return == 0 ? Values(call, outcome) : [];
        var values = seen.Count == 0 ? string.Empty : $", values {string.Join(' ', seen)}";
        return string.Create(CultureInfo.InvariantCulture, $"{Of(call),-56} = {outcome.Return}{values}");
    }

    /// <summary>A call.</summary>
    /// <param name="call">The call.</param>
    /// <returns>Its text.</returns>
    public static string Of(Invocation call)
    {
        var at = call.Binding;
        var range = at.Count == 1 ? $"page {at.Page}" : $"pages {at.Page}..{at.End - 1}";
        var arguments = call.Operation switch
        {
            "cpu-read" => $"page {at.Page}",
            "cpu-write" => $"page {at.Page}, {at.Value}",
            "map" when at.Kind is VmaKind.FilePrivate or VmaKind.FileShared =>
                $"{range}, {at.Protection}, {at.Kind} {at.File} from {at.To}",
            "map" => $"{range}, {at.Protection}, {at.Kind}",
            "protect" => $"{range}, {at.Protection}",
            "move" => $"{range}, to {at.To}",
            "truncate" => $"file {at.File}, {at.Count}",
            "fork" => $"process {at.To}",
            "exit" => string.Empty,
            "reopen" => $"device {at.Device}",
            "device-write" => $"device {at.Device}, {range}, {at.Value}",
            "unmap" or "discard" => range,
            _ => $"device {at.Device}, {range}",
        };
        return $"process {at.Space}: {call.Operation}({arguments})";
    }

    private static List<int> Values(Invocation call, Outcome outcome) => call.Operation switch
    {
        "cpu-read" => [outcome.Value(0)],
        "device-read" or "migrate-to-device" or "exclusive" or "snapshot" when outcome.Pages > 0 =>
            [.. Enumerable.Range(0, call.Binding.Count).Select(page => (int)outcome.Value(page))],
        _ => [],
    };
}
