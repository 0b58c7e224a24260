using System.Collections.Immutable;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Model.Exploring.Scripts;

/// <summary>What a script asks of a kernel for one record: a call, or calls that threads of one process make at once.</summary>
/// <param name="Threads">The calls of each thread; a single call has one thread.</param>
public sealed record ScriptedRecord(ImmutableArray<ImmutableArray<Call>> Threads)
{
    /// <summary>A single call.</summary>
    /// <param name="call">The call.</param>
    public ScriptedRecord(Call call)
        : this([[call]])
    {
    }

    /// <summary>Whether threads make calls at once.</summary>
    public bool IsSection => Threads.Length > 1;
}
