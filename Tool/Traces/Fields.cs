using System.Collections.Immutable;
using System.Numerics;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Tool.Traces;

/// <summary>The fields of one object of a line, as they stand there: scratch space that is used again for the next.</summary>
internal sealed class Fields
{
    private const int All = 31;

    private readonly long[] numbers = new long[All];
    private readonly int[] columns = new int[All];

    /// <summary>Which fields the object has.</summary>
    public Field Seen { get; private set; }

    /// <summary>Byte of the line after the object, from 1.</summary>
    public int EndColumn { get; set; }

    public CallForm? Form { get; set; }

    public bool IsSection { get; set; }

    public string Profile { get; private set; } = string.Empty;

    public string Kernel { get; private set; } = string.Empty;

    public ImmutableArray<ulong> Values { get; set; }

    public ImmutableArray<byte> Permissions { get; set; }

    public ImmutableArray<ObservedEntry> Entries { get; set; }

    public ImmutableArray<ImmutableArray<ThreadCall>> Threads { get; set; }

    public ImmutableArray<ObservedSpace> State { get; set; }

    public bool Has(Field field) => (Seen & field) != 0;

    /// <summary>A number; meaningful only if the object has it.</summary>
    /// <param name="field">The field.</param>
    /// <returns>The number; of <c>val</c> its bits.</returns>
    public long Number(Field field) => numbers[BitOperations.TrailingZeroCount((int)field)];

    public int Int(Field field) => Has(field) ? (int)Number(field) : 0;

    public int Column(Field field) => Has(field) ? columns[BitOperations.TrailingZeroCount((int)field)] : EndColumn;

    public void Add(Field field, int column)
    {
        Seen |= field;
        columns[BitOperations.TrailingZeroCount((int)field)] = column;
    }

    public void Set(Field field, long number) => numbers[BitOperations.TrailingZeroCount((int)field)] = number;

    public void SetText(Field field, string text) => (Profile, Kernel) = field == Field.Profile ? (text, Kernel) : (Profile, text);

    public void Clear()
    {
        Seen = Field.None;
        Form = null;
        IsSection = false;
        Values = [];
        Permissions = [];
    }
}
