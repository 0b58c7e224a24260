using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Hmm.Model.Exploring;

/// <summary>One step of a run.</summary>
/// <param name="Rule">The rule that fired; -1 in the first element of a run, which is an initial state.</param>
/// <param name="Actor">Who fired it; -1 in the first element.</param>
/// <param name="Choice">Which of the successors of the state before it was, from 0; of the initial states in the first element.</param>
/// <param name="State">The state after it.</param>
public sealed record Firing(int Rule, int Actor, int Choice, ImmutableArray<byte> State)
{
    /// <summary>The state after the step, of a packed system.</summary>
    public ulong Word => BinaryPrimitives.ReadUInt64LittleEndian(State.AsSpan());
}
