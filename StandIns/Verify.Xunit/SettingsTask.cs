using System.Runtime.CompilerServices;
using System.Text;

namespace VerifyTests;

/// <summary>A comparison that starts when it is awaited, so that settings can still be chained.</summary>
public class SettingsTask
{
    private readonly Func<VerifySettings, Task> verify;
    private Task? task;

    internal SettingsTask(VerifySettings? settings, Func<VerifySettings, Task> verify)
    {
        CurrentSettings = settings ?? new VerifySettings();
        this.verify = verify;
    }

    /// <summary>The settings so far.</summary>
    public VerifySettings CurrentSettings { get; }

    /// <summary>The comparison as a task.</summary>
    /// <param name="settingsTask">The comparison.</param>
    public static implicit operator Task(SettingsTask settingsTask)
    {
        ArgumentNullException.ThrowIfNull(settingsTask);
        return settingsTask.ToTask();
    }

    /// <inheritdoc cref="VerifySettings.UseParameters"/>
    /// <returns>This.</returns>
    public SettingsTask UseParameters(params object?[] parameters) => With(() => CurrentSettings.UseParameters(parameters));

    /// <inheritdoc cref="VerifySettings.UseDirectory"/>
    /// <returns>This.</returns>
    public SettingsTask UseDirectory(string directory) => With(() => CurrentSettings.UseDirectory(directory));

    /// <inheritdoc cref="VerifySettings.UseTypeName"/>
    /// <returns>This.</returns>
    public SettingsTask UseTypeName(string name) => With(() => CurrentSettings.UseTypeName(name));

    /// <inheritdoc cref="VerifySettings.UseMethodName"/>
    /// <returns>This.</returns>
    public SettingsTask UseMethodName(string name) => With(() => CurrentSettings.UseMethodName(name));

    /// <inheritdoc cref="VerifySettings.UseFileName"/>
    /// <returns>This.</returns>
    public SettingsTask UseFileName(string fileName) => With(() => CurrentSettings.UseFileName(fileName));

    /// <inheritdoc cref="VerifySettings.AutoVerify"/>
    /// <returns>This.</returns>
    public SettingsTask AutoVerify(bool includeBuildServer = true) => With(() => CurrentSettings.AutoVerify(includeBuildServer));

    /// <inheritdoc cref="VerifySettings.AddScrubber"/>
    /// <returns>This.</returns>
    public SettingsTask AddScrubber(Action<StringBuilder> scrubber) => With(() => CurrentSettings.AddScrubber(scrubber));

    /// <inheritdoc cref="VerifySettings.ScrubLines"/>
    /// <returns>This.</returns>
    public SettingsTask ScrubLines(Func<string, bool> removeLine) => With(() => CurrentSettings.ScrubLines(removeLine));

    /// <inheritdoc cref="VerifySettings.ScrubLinesContaining"/>
    /// <returns>This.</returns>
    public SettingsTask ScrubLinesContaining(params string[] stringToMatch) =>
        With(() => CurrentSettings.ScrubLinesContaining(stringToMatch));

    /// <inheritdoc cref="VerifySettings.ScrubLinesWithReplace"/>
    /// <returns>This.</returns>
    public SettingsTask ScrubLinesWithReplace(Func<string, string?> replaceLine) =>
        With(() => CurrentSettings.ScrubLinesWithReplace(replaceLine));

    /// <summary>The comparison as a task.</summary>
    /// <returns>The same one each time.</returns>
    public Task ToTask() => task ??= verify(CurrentSettings);

    /// <summary>Lets the comparison be awaited.</summary>
    /// <returns>The awaiter.</returns>
    public TaskAwaiter GetAwaiter() => ToTask().GetAwaiter();

    /// <summary>Lets the comparison be awaited.</summary>
    /// <param name="continueOnCapturedContext">Whether to go on where it was awaited.</param>
    /// <returns>The awaiter.</returns>
    public ConfiguredTaskAwaitable ConfigureAwait(bool continueOnCapturedContext) => ToTask().ConfigureAwait(continueOnCapturedContext);

    private SettingsTask With(Action set)
    {
        set();
        return this;
    }
}
