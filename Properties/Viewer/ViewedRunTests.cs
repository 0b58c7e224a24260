using System.Text.Json;
using Hmm.Model.Exploring;
using Hmm.Model.Lifecycles;
using Hmm.Model.Memory;
using Hmm.Tool.Viewer;

namespace Hmm.Properties.Viewer;

/// <summary>What the viewer says of a run is what the run is.</summary>
public sealed class ViewedRunTests
{
    /// <summary>Locks that a step takes and releases within itself are in no cell.</summary>
    private const string LockOrder = "I25";

    public static TheoryData<string> Names => Counterexamples.Names;

    /// <summary>Whether nobody can go on where the run ends.</summary>
    private static bool IsStuck(Counterexample found)
    {
        var next = new SuccessorBuffer(found.System.StateBytes);
        found.System.Expand(found.Run.Last.State.AsSpan(), next);
        return next.Count == 0;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_step_changes_the_cells_that_the_text_says(string name)
    {
        var found = Counterexamples.Of(name);
        var explained = Explanation.Of(found.System, found.Protocol, found.Run);

        Assert.Equal(explained.Length, found.Viewed.Steps.Length);
        foreach (var (told, viewed) in explained.Zip(found.Viewed.Steps))
        {
            Assert.Equal(
                (told.Number, told.Actor, told.Operation, told.Label), (viewed.Number, viewed.Actor, viewed.Operation, viewed.Label));
            Assert.Equal(told.Changes.Select(change => change.Cell), viewed.Changes.Select(change => change.Cell));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_start_and_the_changes_give_every_world(string name)
    {
        var found = Counterexamples.Of(name);
        var values = found.Viewed.Cells.ToDictionary(cell => cell.Id, cell => cell.Start);
        for (var i = 0; i < found.Worlds.Count; i++)
        {
            foreach (var change in i == 0 ? [] : found.Viewed.Steps[i - 1].Changes)
            {
                Assert.Equal(change.Before, values[change.Cell]);
                Assert.Equal(change.Before.Length == 0 ? '+' : change.After.Length == 0 ? '-' : '~', change.Sign);
                values[change.Cell] = change.After;
            }

            var expected = Change.Between(default, found.Worlds[i]).ToDictionary(change => change.Cell, change => change.After);
            Assert.Equal(expected.OrderBy(pair => pair.Key), values.Where(pair => pair.Value.Length > 0).OrderBy(pair => pair.Key));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_options_are_the_successors_that_the_explorer_finds(string name)
    {
        var found = Counterexamples.Of(name);
        var alternatives = new Alternatives(found.Protocol, found.Scope.Scope);
        var successors = new SuccessorBuffer(found.System.StateBytes);
        for (var i = 0; i < found.Worlds.Count; i++)
        {
            successors.Clear();
            found.System.Expand(found.Run.Firings[i].State.AsSpan(), successors);
            var expected = Enumerable.Range(0, successors.Count).Select(n => (successors.Rule(n), successors.Actor(n)));
            var possible = alternatives.In(found.Worlds[i]).Where(alternative => alternative.Waits.Length == 0);

            Assert.Equal(expected, possible.Select(alternative => (alternative.Position, alternative.Actor)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Whoever_waits_is_told_for_whom(string name)
    {
        var viewed = Counterexamples.Of(name).Viewed;
        var waits = viewed.Alternatives.Where(alternative => alternative.Waits.Length > 0).Select(alternative => alternative.Waits);

        Assert.All(waits, reason => Assert.Matches(@"(held|locked) by a\d|an invalidation of m\d has not ended", reason));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_run_breaks_what_it_says_and_names_the_cells(string name)
    {
        var found = Counterexamples.Of(name);
        var world = found.Worlds[^1];
        var broken = found.Protocol.Invariants.Where(invariant => invariant.Check(in world) is not null).Select(invariant => invariant.Id);

        Assert.Equal(IsStuck(found) ? [Kill.Deadlock] : broken, found.Viewed.Broken.Select(claim => claim.Id));
        Assert.All(
            found.Viewed.Broken.Where(claim => claim.Id is not (LockOrder or Kill.Deadlock)), claim => Assert.NotEmpty(claim.Cells));
        Assert.Subset(
            found.Viewed.Cells.Select(cell => cell.Id).ToHashSet(), found.Viewed.Broken.SelectMany(claim => claim.Cells).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pages_live_as_their_entries_say(string name)
    {
        var found = Counterexamples.Of(name);
        foreach (var life in found.Viewed.Lives.Where(life => life.Lifecycle == PageLife.Life.Name))
        {
            var drawn = found.Viewed.Lifecycles.Single(drawn => drawn.Name == life.Lifecycle);
            var numbers = life.Subject.TrimStart('m').Split(".p");
            var place = new Place(byte.Parse(numbers[0]), byte.Parse(numbers[1]));
            var states = found.Worlds.Select(world => PageLife.Of(in world, world[place]).ToString());

            Assert.Equal(states, life.States.Select(state => drawn.States[state].Name));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_JSON_can_be_read_back(string name)
    {
        var json = RunJson.Embedded(Counterexamples.Of(name).Viewed);
        var read = JsonSerializer.Deserialize<ViewedRun>(json, RunJson.Options)!;

        Assert.DoesNotContain('<', json);
        Assert.Equal(json, RunJson.Embedded(read));
    }
}
