using System.Globalization;

namespace Hmm.Tool.Traces;

/// <summary>A place in a trace.</summary>
/// <param name="File">The trace, as the user named it.</param>
/// <param name="Line">The line, from 1; 0 for the trace as a whole.</param>
/// <param name="Column">The byte within the line, from 1; 0 for the line as a whole.</param>
internal readonly record struct TracePlace(string File, long Line = 0, long Column = 0)
{
    /// <summary>The place in words.</summary>
    /// <returns>File, line and byte, as far as they are known.</returns>
    public override string ToString()
    {
        var name = File == TraceFile.StandardInput ? "standard input" : File;
        return (Line, Column) switch
        {
            (0, _) => name,
            (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{name}, line {Line}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{name}, line {Line}, byte {Column}"),
        };
    }
}
