using Hmm.Model;
using Hmm.Model.Exploring;
using Hmm.Model.Locking;
using Hmm.Model.Memory;
using Hmm.Tool.Viewer;

namespace Hmm.Properties.Viewer;

/// <summary>The lanes against the worlds: who takes a step, who could not have, who holds what.</summary>
public sealed class LanesTests
{
    public static TheoryData<string> Names => Counterexamples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void There_is_a_lane_for_each_actor_each_lock_that_is_held_and_each_space_that_is_notified(string name)
    {
        var found = Counterexamples.Of(name);
        var locks = Enumerable.Range(0, Capacity.Locks).Count(i => found.Worlds.Any(world => IsHeld(world, i)));
        var folios = Enumerable.Range(1, Capacity.Frames - 1).Count(i => found.Worlds.Any(world => world[new Frame((byte)i)].Locker != 0));
        var notified = Enumerable.Range(0, Capacity.Spaces)
            .Count(i => found.Worlds.Any(world => world.Space(i) is { Active: > 0 } or { Busy: > 0 }));

        Assert.Equal(found.Scope.Scope.Actors.Length + locks + folios + notified, Lanes.Of(found.Viewed).Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_step_is_drawn_once_in_the_lane_of_its_actor(string name)
    {
        var found = Counterexamples.Of(name);
        var drawn = Lanes.Of(found.Viewed)
            .SelectMany(lane => lane.Bars.Where(bar => bar.Kind == BarKind.Step).Select(bar => (bar.From, bar.To, lane.Actor)));

        Assert.Equal(found.Run.Firings.Skip(1).Select((firing, i) => (i + 1, i + 1, firing.Actor)), drawn.OrderBy(bar => bar.From));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_actor_in_flight_waits_exactly_where_its_step_is_not_enabled(string name)
    {
        var found = Counterexamples.Of(name);
        var runner = new Runner(found.Protocol.Plan);
        foreach (var lane in Lanes.Of(found.Viewed).Where(lane => lane.IsActor))
        {
            for (var step = 1; step <= found.Run.Steps; step++)
            {
                var world = found.Worlds[step - 1];
                var waits = !world.Flight(lane.Actor).IsIdle && !runner.IsEnabled(ref world, lane.Actor);
                var flies = !world.Flight(lane.Actor).IsIdle || found.Run.Firings[step].Actor == lane.Actor;

                Assert.Equal(waits, Covers(lane, BarKind.Wait, step));
                Assert.Equal(flies, Covers(lane, BarKind.Flight, step));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_lock_is_drawn_while_it_is_held(string name)
    {
        var found = Counterexamples.Of(name);
        var lanes = Lanes.Of(found.Viewed).ToDictionary(lane => lane.Name);
        for (var step = 1; step <= found.Run.Steps; step++)
        {
            var world = found.Worlds[step];
            var mutex = IsHeld(world, LockClasses.Driver.First);
            var folio = world[new Frame(1)].Locker != 0;

            Assert.Equal(mutex, lanes.TryGetValue("driver_mutex[d0,m0]", out var held) && Covers(held, BarKind.Hold, step));
            Assert.Equal(folio, lanes.TryGetValue("folio_lock[f1]", out var locked) && Covers(locked, BarKind.Hold, step));
        }
    }

    private static bool IsHeld(World world, int instance) => !new Draft(ref world, 0).CanTake(instance, LockMode.Write);

    private static bool Covers(Lane lane, BarKind kind, int step) =>
        lane.Bars.Any(bar => bar.Kind == kind && bar.From <= step && step <= bar.To);
}
