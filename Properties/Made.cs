using Hmm.Model;
using Hmm.Model.Protocols;

namespace Hmm.Properties;

/// <summary>A call that was made, from its beginning to its end, with nobody else running.</summary>
/// <param name="call">The call.</param>
/// <param name="before">The world before.</param>
/// <param name="after">The world after, in which nothing is in flight.</param>
/// <param name="isUsual">Whether every choice in it went the usual way.</param>
public readonly ref struct Made(Invocation call, ref readonly World before, ref readonly World after, bool isUsual)
{
    private readonly ref readonly World before = ref before;
    private readonly ref readonly World after = ref after;

    /// <summary>The call.</summary>
    public Invocation Call { get; } = call;

    /// <summary>Its arguments.</summary>
    public Binding At => Call.Binding;

    /// <summary>The world before.</summary>
    public ref readonly World Before => ref before;

    /// <summary>The world after, in which nothing is in flight.</summary>
    public ref readonly World After => ref after;

    /// <summary>What the call answered.</summary>
    public Outcome Outcome => after.Flight(0).Outcome;

    /// <summary>Whether every choice in it went the usual way: no driver's clock ran out,
    /// and nobody held what somebody might hold.</summary>
    public bool IsUsual { get; } = isUsual;

    /// <inheritdoc/>
    public override string ToString() => CallText.Of(Call, Outcome);
}
