using System.Diagnostics;
using System.Globalization;
using Hmm.Model.Exploring;
using Spectre.Console;

namespace Hmm.Tool.Reports;

/// <summary>A sign of life during long work: a line that is kept up to date on a terminal, a line a minute elsewhere.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class Progress(Terminal terminal)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly Stopwatch since = Stopwatch.StartNew();

    /// <summary>How far an exploration is.</summary>
    /// <param name="told">What the explorer tells.</param>
    /// <returns>Worlds, rate, frontier, depth and memory.</returns>
    public static string Text(ExplorationProgress told) => string.Create(CultureInfo.InvariantCulture,
        $"{Amount.Of(told.States, "world")}, depth {told.Depth}, frontier {told.Frontier:N0}, {told.StatesPerSecond:N0} a second, ")
        + string.Create(CultureInfo.InvariantCulture, $"{told.Bytes >> 20:N0} MB, {told.Elapsed.TotalSeconds:F0} s");

    /// <summary>Does some work while its progress is shown.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="work">The work; it calls what it is given with how far it is, as often as it likes.</param>
    /// <returns>What came of it.</returns>
    public T Watch<T>(Func<Action<FormattableString>, T> work)
    {
        if (!terminal.ShowsProgress)
        {
            return work(Tell);
        }

        var console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(terminal.Error),
            Ansi = AnsiSupport.Yes,
            ColorSystem = terminal.HasColours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
        });
        return console.Status().Spinner(Spinner.Known.Line).Start("begun", status =>
            work(text => status.Status(Markup.Escape(text.ToString(CultureInfo.InvariantCulture)))));
    }

    private void Tell(FormattableString text)
    {
        if (since.Elapsed >= Pause)
        {
            since.Restart();
            terminal.Error.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        }
    }
}
