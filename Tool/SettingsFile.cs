using System.CommandLine;
using System.Text.Json;

namespace Hmm.Tool;

/// <summary>hmm.json: what a project always wants, in a section for each command. The keys are the long options, and the arguments
/// in the plural; what is typed wins.</summary>
internal static class SettingsFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "hmm.json";

    /// <summary>A command line together with what the nearest settings file adds to it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">Knows the folder that it was typed in.</param>
    /// <returns>The command line to run.</returns>
    /// <exception cref="ProblemException">The file is wrong.</exception>
    public static ParseResult Apply(ParseResult parsed, Terminal terminal)
    {
        if (Find(terminal.WorkFolder) is not { } file)
        {
            return parsed;
        }

        using var read = Read(file);
        if (!Section(read.RootElement, parsed, file).TryGetProperty(parsed.CommandResult.Command.Name, out var section))
        {
            return parsed;
        }

        Require(section, JsonValueKind.Object, file, parsed.CommandResult.Command.Name);
        var added = section.EnumerateObject().SelectMany(setting => Typed(setting, parsed, file)).ToList();
        var whole = parsed.RootCommandResult.Command.Parse([.. parsed.Tokens.Select(static token => token.Value), .. added]);
        return whole.Errors is not [var error, ..] ? whole : throw new ProblemException(new(
            error.Message, file, $"The settings of {parsed.CommandResult.Command.Name} are read as if they had been typed: "
                + $"{string.Join(' ', added)}", $"Mend the file. hmm {parsed.CommandResult.Command.Name} --help names the values."));
    }

    private static string? Find(string? folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            if (Path.Combine(at, Name) is var file && File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }

    private static JsonDocument Read(string file)
    {
        try
        {
            return JsonDocument.Parse(
                File.ReadAllBytes(file), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException exception)
        {
            throw new ProblemException(new("The settings are no JSON.", $"{file}, line {exception.LineNumber + 1}",
                exception.Message.Split(" LineNumber")[0], "Mend the file, or take it away."), exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new("The settings cannot be read.", file, exception.Message, "Mend the file, or take it away."),
                exception);
        }
    }

    private static JsonElement Section(JsonElement settings, ParseResult parsed, string file)
    {
        Require(settings, JsonValueKind.Object, file, "the whole file");
        var commands = parsed.RootCommandResult.Command.Subcommands.Select(static command => command.Name).ToList();
        foreach (var section in settings.EnumerateObject().Where(section => section.Name != "$schema" && !commands.Contains(section.Name)))
        {
            throw Suggestion.Unknown("section", section.Name, file, "The sections of the settings are named like the commands.", commands);
        }

        return settings;
    }

    /// <summary>What would have to be typed for a setting; nothing where something else was.</summary>
    private static IEnumerable<string> Typed(JsonProperty setting, ParseResult parsed, string file)
    {
        var command = parsed.CommandResult.Command;
        if (command.Arguments.FirstOrDefault(argument => KeyOf(argument) == setting.Name) is { } argument)
        {
            return parsed.GetResult(argument) is { Tokens.Count: > 0 } ? [] : Texts(setting, file);
        }

        if (command.Options.FirstOrDefault(option => KeyOf(option) == setting.Name) is not { } option)
        {
            throw Suggestion.Unknown("setting", setting.Name, $"{file}, section {command.Name}",
                "The settings of a command are its long options, and its arguments in the plural.",
                [.. command.Arguments.Select(KeyOf), .. command.Options.Select(KeyOf)]);
        }

        if (parsed.GetResult(option) is { Implicit: false })
        {
            return [];
        }

        return option.ValueType != typeof(bool) ? Texts(setting, file).SelectMany(text => new[] { option.Name, text })
            : setting.Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? [option.Name, setting.Value.GetRawText()]
            : throw Wrong(setting.Name, file, "true or false");
    }

    private static List<string> Texts(JsonProperty setting, string file) => setting.Value.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.String => [setting.Value.GetString()!],
        JsonValueKind.Number => [setting.Value.GetRawText()],
        JsonValueKind.Array => setting.Value.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Wrong(setting.Name, file, "a list of texts")).ToList(),
        _ => throw Wrong(setting.Name, file, "a text, a number or a list of texts"),
    };

    private static void Require(JsonElement element, JsonValueKind kind, string file, string what)
    {
        if (element.ValueKind != kind)
        {
            throw Wrong(what, file, "an object in braces");
        }
    }

    private static ProblemException Wrong(string what, string file, string expected) => new(new(
        $"The setting {what} is of the wrong kind.", file, $"It is {expected}.",
        "Mend the file: hmm check --print-schema says what it may hold."));

    /// <summary>The key under which an option stands.</summary>
    /// <param name="option">The option.</param>
    /// <returns>Its name without the dashes.</returns>
    internal static string KeyOf(Option option) => option.Name.TrimStart('-');

    /// <summary>The key under which an argument stands.</summary>
    /// <param name="argument">The argument.</param>
    /// <returns>Its name in the plural.</returns>
    internal static string KeyOf(Argument argument) => argument.Name.ToLowerInvariant() + "s";
}
