namespace Hmm.Model.Exploring.Steps;

/// <summary>Whether something holds in a world.</summary>
/// <typeparam name="TWorld">The world.</typeparam>
/// <param name="world">The world.</param>
/// <returns>True when it holds.</returns>
public delegate bool Claim<TWorld>(ref TWorld world)
    where TWorld : unmanaged;

/// <summary>What must hold in every reachable world.</summary>
/// <typeparam name="TWorld">The world.</typeparam>
/// <param name="Name">What is claimed, as a sentence.</param>
/// <param name="Holds">Whether it holds.</param>
public sealed record StepClaim<TWorld>(string Name, Claim<TWorld> Holds)
    where TWorld : unmanaged;
