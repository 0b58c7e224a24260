namespace Hmm.Model.Protocols;

/// <summary>An operation with its arguments.</summary>
/// <param name="Operation">The operation's name.</param>
/// <param name="Binding">Its arguments.</param>
public readonly record struct Invocation(string Operation, Binding Binding);
