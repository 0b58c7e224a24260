namespace Hmm.Model.Exploring.Graphs;

/// <summary>What a scheduler owes an actor.</summary>
public enum Fairness
{
    /// <summary>An actor that can step without interruption does step at some time; waiting for a lock that others keep passing among
    /// themselves counts as not being able to.</summary>
    Weak,

    /// <summary>An actor that can step again and again does step at some time, as locks with a queue see to.</summary>
    Strong,
}
