using System.Collections.Immutable;

namespace Hmm.Model.Operations;

/// <summary>One path through the kernel or a driver, described once, as data.</summary>
/// <typeparam name="TWorld">The world.</typeparam>
/// <param name="Name">Its name.</param>
/// <param name="Role">Who runs it.</param>
/// <param name="Steps">Its atomic steps, in the kernel's order.</param>
public sealed record Operation<TWorld>(string Name, Role Role, ImmutableArray<Step<TWorld>> Steps)
    where TWorld : unmanaged
{
    /// <summary>What must hold, besides a living caller, for the operation to be called at all; asked when its arguments are in
    /// place.</summary>
    public Condition<TWorld>? Requires { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    public string Rule { get; init; } = string.Empty;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
