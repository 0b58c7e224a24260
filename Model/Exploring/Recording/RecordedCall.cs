using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Hmm.Model.Exploring.Recording;

/// <summary>One record of a trace: a call, or a section of calls made at once, and the state of every process after it.</summary>
public sealed record RecordedCall
{
    /// <summary>Position in the sequence, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The call, or null for a section, whose calls are in <see cref="Threads"/>,
    /// and for a death that does not say which call it was.</summary>
    public Call? Call { get; init; }

    /// <summary>What the call answered, or null for a section and a death.</summary>
    public CallResult? Result { get; init; }

    /// <summary>The calls of each thread, in the order each made them. Empty unless this is a section.</summary>
    public ImmutableArray<ImmutableArray<ThreadCall>> Threads { get; init; } = [];

    /// <summary>The address spaces of all processes after the record, in order of process. Empty for a death.</summary>
    public ImmutableArray<ObservedSpace> State { get; init; } = [];

    /// <summary>Whether the process, and with it the rest of the sequence, died in this call:
    /// the kernel killed it while it ran kernel code.</summary>
    public bool Died { get; init; }

    /// <summary>Whether several threads of one process made calls at once.</summary>
    public bool IsSection => !Threads.IsEmpty;

    /// <summary>Whether this is one call with its result: neither a section nor a death.</summary>
    [MemberNotNullWhen(true, nameof(Call), nameof(Result))]
    public bool IsCall => Call is not null && Result is not null;
}
