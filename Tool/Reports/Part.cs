using System.Collections.Immutable;
using Hmm.Model;
using Hmm.Model.Operations;

namespace Hmm.Tool.Reports;

/// <summary>A part of an operation: one step, or a group of parts under a name.</summary>
/// <param name="Name">The step's label or the group's name, inside the group that it is part of.</param>
/// <param name="Step">The step; null for a group.</param>
/// <param name="Parts">The parts of a group.</param>
internal sealed record Part(string Name, Step<World>? Step, ImmutableArray<Part> Parts)
{
    /// <summary>Steps in this part.</summary>
    public int Length => Step is null ? Parts.Sum(static part => part.Length) : 1;

    /// <summary>What a group says, whatever it is called: groups with equal contents are one fragment, spliced in several places.</summary>
    public string Contents { get; } = string.Join('\n', Parts.Select(static part =>
        part.Step is null ? $"{part.Name}[{part.Contents}]" : $"{part.Name} {StepText.Of(part.Step)}"));

    /// <summary>The parts of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <returns>Its steps, those of a group together.</returns>
    public static ImmutableArray<Part> Of(Operation<World> operation) => Of(operation.Steps.AsSpan(), depth: 0);

    private static ImmutableArray<Part> Of(ReadOnlySpan<Step<World>> steps, int depth)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        for (var i = 0; i < steps.Length;)
        {
            var names = Names(steps[i]);
            var end = i + 1;
            if (names.Length == depth + 1)
            {
                parts.Add(new(names[depth], steps[i], []));
            }
            else
            {
                while (end < steps.Length && Names(steps[end]) is var next && next.Length > depth + 1 && next[depth] == names[depth])
                {
                    end++;
                }

                parts.Add(new(names[depth], null, Of(steps[i..end], depth + 1)));
            }

            i = end;
        }

        return parts.ToImmutable();
    }

    private static string[] Names(Step<World> step) => step.Label.Split(Group.Separator);
}
