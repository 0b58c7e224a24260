namespace Hmm.Model.Protocols;

/// <summary>A scope with a name and a reason.</summary>
/// <param name="Name">The name, as commands take it.</param>
/// <param name="Purpose">What its actors do, in a sentence.</param>
/// <param name="Scope">The scope.</param>
public sealed record NamedScope(string Name, string Purpose, Scope Scope);
