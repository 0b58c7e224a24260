using System.CommandLine;
using System.CommandLine.Help;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hmm.Tool;

/// <summary>What hmm.json may hold, as a JSON schema that editors read; and what a command line comes to, as such a file.</summary>
internal static class SettingsSchema
{
    private static readonly JsonSerializerOptions Form =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema of the settings of some commands.</summary>
    /// <param name="root">The commands.</param>
    /// <returns>JSON.</returns>
    public static string Of(Command root)
    {
        var sections = new JsonObject { ["$schema"] = new JsonObject { ["type"] = "string" } };
        foreach (var command in root.Subcommands.Where(static command => Settable(command).Any()))
        {
            var settings = new JsonObject();
            foreach (var argument in command.Arguments.Where(static argument => argument.Arity.MaximumNumberOfValues > 1))
            {
                settings[SettingsFile.KeyOf(argument)] = Described(Texts(), argument.Description);
            }

            foreach (var option in Settable(command))
            {
                settings[SettingsFile.KeyOf(option)] = Described(Kind(option), option.Description);
            }

            sections[command.Name] = Object(settings, command.Description);
        }

        var schema = Object(sections, "Settings of hmm: a section for each command. What is typed wins.");
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return schema.ToJsonString(Form) + "\n";
    }

    /// <summary>A command line as settings: what would run without anything typed.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>JSON.</returns>
    public static string Print(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var settings = new JsonObject();
        foreach (var argument in command.Arguments.OfType<Argument<string[]>>())
        {
            settings[SettingsFile.KeyOf(argument)] = JsonSerializer.SerializeToNode(parsed.GetValue(argument) ?? []);
        }

        foreach (var option in Settable(command))
        {
            settings[SettingsFile.KeyOf(option)] = option switch
            {
                Option<bool> flag => parsed.GetValue(flag),
                Option<int> number => parsed.GetValue(number),
                Option<int?> number => parsed.GetValue(number),
                Option<long?> number => parsed.GetValue(number),
                Option<string[]> texts => JsonSerializer.SerializeToNode(parsed.GetValue(texts) ?? []),
                Option<string> text => parsed.GetValue(text),
                _ => throw new NotSupportedException($"{option.Name} has values of type {option.ValueType}, which settings do not."),
            };
        }

        return new JsonObject { [command.Name] = settings }.ToJsonString(Form) + "\n";
    }

    /// <summary>The options that a settings file may hold: all but those that ask for something else to be printed.</summary>
    private static IEnumerable<Option> Settable(Command command) => command.Options.Where(static option =>
        option is not HelpOption && !option.Name.StartsWith("--print-", StringComparison.Ordinal) && option.Name != "--last");

    private static JsonObject Object(JsonObject properties, string? description) => Described(new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["properties"] = properties,
    }, description);

    private static JsonObject Described(JsonObject schema, string? description)
    {
        schema.Insert(0, "description", description);
        return schema;
    }

    private static JsonObject Texts() =>
        new() { ["type"] = new JsonArray("array", "string"), ["items"] = new JsonObject { ["type"] = "string" } };

    private static JsonObject Kind(Option option)
    {
        if (option is Option<string[]>)
        {
            return Texts();
        }

        var type = option.ValueType == typeof(bool) ? "boolean" : option.ValueType == typeof(string) ? "string" : "integer";
        var schema = new JsonObject { ["type"] = option.HasDefaultValue || type == "boolean" ? type : new JsonArray(type, "null") };
        if (type == "string" && Values(option) is { Count: > 0 } values)
        {
            schema["enum"] = new JsonArray([.. values.Select(static value => JsonValue.Create(value))]);
        }

        return schema;
    }

    /// <summary>The values that an option has, where it has no others.</summary>
    private static List<string> Values(Option option) => option.HasDefaultValue
        ? [.. option.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty).Select(static value => value.Label)]
        : [];
}
