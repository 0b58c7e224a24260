using System.Collections.Immutable;
using System.Globalization;
using Hmm.Model;
using Hmm.Model.Exploring;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using Hmm.Model.Protocols;

namespace Hmm.Tool.Viewer;

/// <summary>The alternatives of all steps of a run, each kept once: most of them stand open for many steps.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="scope">The scope.</param>
internal sealed class AlternativeTable(Protocol protocol, Scope scope)
{
    private readonly Alternatives alternatives = new(protocol, scope);
    private readonly List<ViewedAlternative> table = [];
    private readonly Dictionary<ViewedAlternative, int> indexes = [];

    /// <summary>All alternatives that were asked for.</summary>
    public ImmutableArray<ViewedAlternative> All => [.. table];

    /// <summary>The alternative that a run takes.</summary>
    /// <param name="world">The world.</param>
    /// <param name="choice">Which of its successors.</param>
    /// <returns>The alternative.</returns>
    public ViewedAlternative Taken(in World world, int choice) =>
        View(alternatives.In(world).Where(static alternative => alternative.Waits.Length == 0).ElementAt(choice));

    /// <summary>The alternatives that a run does not take.</summary>
    /// <param name="world">The world.</param>
    /// <param name="choice">Which of its successors it takes.</param>
    /// <returns>Their indexes in <see cref="All"/>, those that could run first.</returns>
    public ImmutableArray<int> Others(in World world, int choice)
    {
        var isPossible = alternatives.In(world).ToLookup(static alternative => alternative.Waits.Length == 0);
        var others = isPossible[true].Where((_, i) => i != choice).Concat(isPossible[false]);
        return [.. others.Select(alternative => Index(View(alternative))).Distinct()];
    }

    /// <summary>What operations in flight wait for.</summary>
    /// <param name="world">The world.</param>
    /// <returns>The waiting ones.</returns>
    public ImmutableArray<ViewedAlternative> Waiting(in World world) =>
        [.. alternatives.In(world).Where(static alternative => alternative.Waits.Length > 0 && !alternative.Begins).Select(View)];

    /// <summary>Whether nobody can go on.</summary>
    /// <param name="world">The world.</param>
    /// <returns>True when every alternative waits.</returns>
    public bool IsStuck(in World world) =>
        !world.IsQuiet() && alternatives.In(world).All(static alternative => alternative.Waits.Length > 0);

    private ViewedAlternative View(Alternative alternative)
    {
        var operation = protocol.Plan.OperationAt(alternative.Position);
        return new(alternative.Actor, operation.Name, Arguments(operation, alternative.At), protocol.Plan.Step(alternative.Position).Label,
            alternative.Arm, alternative.Begins, alternative.Waits);
    }

    private string Arguments(Operation<World> operation, Binding at)
    {
        var words = new List<string>();
        if (operation.Role == Role.Device && scope.Devices > 1)
        {
            words.Add($"d{at.Device}");
        }

        if (at.Count > 0)
        {
            words.Add(at.Count == 1 ? at.Place.ToString() : $"{at.Place}-{at.End - 1}");
        }

        words.AddRange(at.Protection == Access.None ? [] : [at.Protection == Access.Write ? "rw" : "ro"]);
        words.AddRange(at.Value == 0 ? [] : [$"= {at.Value.ToString(CultureInfo.InvariantCulture)}"]);
        return string.Join(' ', words);
    }

    private int Index(ViewedAlternative alternative)
    {
        if (!indexes.TryGetValue(alternative, out var index))
        {
            indexes.Add(alternative, index = table.Count);
            table.Add(alternative);
        }

        return index;
    }
}
