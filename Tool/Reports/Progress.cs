using System.Diagnostics;
using System.Globalization;

namespace Hmm.Tool.Reports;

/// <summary>A sign of life during long work: a line that is rewritten each second on a terminal, a line a minute elsewhere.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class Progress(Terminal terminal)
{
    private readonly TimeSpan pause = terminal.ShowsProgress ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(1);
    private readonly Stopwatch since = Stopwatch.StartNew();
    private int width;

    /// <summary>Prints the text if it is time to.</summary>
    /// <param name="text">How far the work is.</param>
    public void Tell(FormattableString text)
    {
        if (since.Elapsed < pause)
        {
            return;
        }

        since.Restart();
        var line = text.ToString(CultureInfo.InvariantCulture);
        if (terminal.ShowsProgress)
        {
            terminal.Error.Write('\r' + line.PadRight(width));
            width = line.Length;
        }
        else
        {
            terminal.Error.WriteLine(line);
        }
    }

    /// <summary>Takes a line that would be rewritten away.</summary>
    public void Clear()
    {
        if (width > 0)
        {
            terminal.Error.Write('\r' + new string(' ', width) + '\r');
            width = 0;
        }
    }
}
