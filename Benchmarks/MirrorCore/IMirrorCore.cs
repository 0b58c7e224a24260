namespace Hmm.Benchmarks.MirrorCore;

/// <summary>One form in which the protocol is written; the command lists them.</summary>
internal interface IMirrorCore
{
    /// <summary>What <c>--system</c> calls it.</summary>
    string Name { get; }

    /// <summary>Explores the protocol and measures that.</summary>
    /// <param name="request">What is asked for.</param>
    /// <returns>What it took.</returns>
    /// <exception cref="RefusedException">It cannot be done, or not soundly.</exception>
    Report Explore(Request request);

    /// <summary>Compares a reduction with the protocol itself, in small scopes.</summary>
    /// <param name="request">What is asked for; its scope does not matter.</param>
    /// <returns>What was compared, a line a scope.</returns>
    /// <exception cref="RefusedException">The reduction must not be used.</exception>
    IReadOnlyList<string> Audit(Request request);
}
