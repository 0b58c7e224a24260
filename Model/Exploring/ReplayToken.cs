using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Hmm.Model.Operations;

namespace Hmm.Model.Exploring;

/// <summary>A schedule that fits on a command line: which of the enabled steps was taken, one after the other, in which scope of which
/// protocol.</summary>
/// <remarks>It also carries a byte of each step's label, so that a model whose steps have changed since notices, and can say
/// where.</remarks>
/// <param name="Protocol">The protocol's name.</param>
/// <param name="Driver">The driver's name.</param>
/// <param name="Scope">The scope's name.</param>
/// <param name="Plan">The hash of all labels of the plan that it was made with.</param>
/// <param name="Choices">For each step, which of the successors it is and the hash of its label.</param>
public sealed record ReplayToken(string Protocol, string Driver, string Scope, uint Plan, ImmutableArray<(byte Choice, byte Label)> Choices)
{
    private const string Version = "hmm1";
    private const string LoopMark = "loop";
    private const int Overhead = sizeof(uint) + sizeof(ushort);

    /// <summary>How many of the last steps repeat for ever; 0 for a run that ends.</summary>
    public int Loop { get; init; }

    /// <summary>The token of a run.</summary>
    /// <param name="protocol">The protocol's name.</param>
    /// <param name="driver">The driver's name.</param>
    /// <param name="scope">The scope's name.</param>
    /// <param name="plan">The plan that ran.</param>
    /// <param name="run">The run.</param>
    /// <returns>The token.</returns>
    public static ReplayToken Of(string protocol, string driver, string scope, Plan<World> plan, Run run)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(run);
        return new(protocol, driver, scope, Labels.Hash(plan),
            [.. run.Firings.Skip(1).Select(firing => ((byte)firing.Choice, Labels.Hash(plan, firing.Rule)))])
        {
            Loop = run.Loop,
        };
    }

    /// <summary>Reads a token.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="token">The token.</param>
    /// <returns>False when the text is no token, or one that was copied wrongly.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out ReplayToken? token)
    {
        ArgumentNullException.ThrowIfNull(text);
        token = null;
        if (text.Split(':') is not [Version, var protocol, var driver, var scope, var payload, .. { Length: <= 1 } rest]
            || !Base32.TryDecode(payload, out var bytes) || bytes.Length < Overhead || bytes.Length % 2 != 0
            || !TryLoop(rest, (bytes.Length - Overhead) / 2, out var loop))
        {
            return false;
        }

        var body = bytes.AsSpan(0, bytes.Length - sizeof(ushort));
        if (Sum(Names(protocol, driver, scope, loop), body) != BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(body.Length)))
        {
            return false;
        }

        var choices = ImmutableArray.CreateBuilder<(byte, byte)>();
        for (var i = sizeof(uint); i < body.Length; i += 2)
        {
            choices.Add((body[i], body[i + 1]));
        }

        token = new(protocol, driver, scope, BinaryPrimitives.ReadUInt32LittleEndian(body), choices.ToImmutable()) { Loop = loop };
        return true;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var bytes = new byte[Overhead + (2 * Choices.Length)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Plan);
        for (var i = 0; i < Choices.Length; i++)
        {
            (bytes[sizeof(uint) + (2 * i)], bytes[sizeof(uint) + (2 * i) + 1]) = Choices[i];
        }

        var end = bytes.Length - sizeof(ushort);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(end), Sum(Names(Protocol, Driver, Scope, Loop), bytes.AsSpan(0, end)));
        return $"{Version}:{Protocol}:{Driver}:{Scope}:{Base32.Encode(bytes)}{Suffix(Loop)}";
    }

    private static bool TryLoop(string[] rest, int steps, out int loop)
    {
        loop = 0;
        return rest is [] || (rest is [var text] && text.StartsWith(LoopMark, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(LoopMark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out loop)
            && loop > 0 && loop <= steps);
    }

    private static string Suffix(int loop) => loop == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $":{LoopMark}{loop}");

    /// <summary>What the checksum covers beside the steps.</summary>
    private static string Names(string protocol, string driver, string scope, int loop) => $"{protocol}:{driver}:{scope}{Suffix(loop)}";

    private static ushort Sum(string names, ReadOnlySpan<byte> body) =>
        Labels.Sum([.. System.Text.Encoding.UTF8.GetBytes(names), .. body]);
}
