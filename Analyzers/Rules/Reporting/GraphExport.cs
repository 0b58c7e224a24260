using Hmm.Analyzers.Judging;

namespace Hmm.Analyzers.Reporting;

/// <summary>Writes the lock graph.</summary>
internal static class GraphExport
{
    public static void Write(LockGraph graph, string? path)
    {
        _ = graph;
        _ = path;
    }
}
