namespace Hmm.Model;

/// <summary>What a step found to be broken, kept in the world so that every engine sees it.</summary>
/// <param name="Kind">What kind of rule was broken.</param>
/// <param name="Actor">Whose step it was.</param>
/// <param name="First">The subject: the space of a page, the frame, or the lock class taken.</param>
/// <param name="Second">The page of the space, or the lock class held.</param>
/// <param name="State">The lifecycle's state.</param>
/// <param name="Trigger">The trigger that the state does not permit.</param>
public readonly record struct Violation(ViolationKind Kind, byte Actor, byte First, byte Second, byte State, byte Trigger);
