using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <summary>One step of a chain of calls that leads to an acquisition.</summary>
/// <param name="Name">What is called or acquired.</param>
/// <param name="At">Where.</param>
internal sealed record Step(string Name, Location At)
{
    public override string ToString() => Name;
}
