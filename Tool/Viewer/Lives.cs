using System.Collections.Immutable;
using Hmm.Model;
using Hmm.Model.Lifecycles;
using Hmm.Model.Memory;
using Hmm.Model.Protocols;

namespace Hmm.Tool.Viewer;

/// <summary>Reads the lives of pages, migration entries, device frames and subscriptions out of a run's worlds.</summary>
/// <param name="scope">The scope.</param>
/// <param name="worlds">The worlds before the first step and after each.</param>
internal sealed class Lives(Scope scope, ImmutableArray<World> worlds)
{
    /// <summary>Reads them.</summary>
    /// <returns>The pages and whatever else changes its state, and the lifecycles drawn.</returns>
    public (ImmutableArray<ViewedLife> Lives, ImmutableArray<DrawnLifecycle> Lifecycles) Read()
    {
        var page = LifecycleLayout.Of(PageLife.Life, IsOfScope);
        var entry = LifecycleLayout.Of(MigrationEntry.Life, static _ => true);
        var frame = LifecycleLayout.Of(DeviceFrame.Life, static _ => true);
        var subscription = LifecycleLayout.Of(Subscription.Life, static _ => true);
        var places = Enumerable.Range(0, scope.Spaces * scope.Pages).Select(i => Place.At(i / scope.Pages, i % scope.Pages)).ToList();
        var frames = Enumerable.Range(1, Capacity.Frames - 1).Select(static i => new Frame((byte)i))
            .Where(frame => worlds.Any(world => world[frame].IsDevice));
        var lives = places.Select(place =>
                Life(page, place.ToString(), PageCells(place), world => PageLife.Of(in world, world[place]),
                    Illegal<PageTrigger>(ViolationKind.Page, place.Space, place.Page)))
            .Concat(places.Select(place =>
                Life(entry, place.ToString(), PageCells(place), world => MigrationEntry.Of(world[place]),
                    Illegal<MigrationEntryTrigger>(ViolationKind.MigrationEntry, place.Space, place.Page))))
            .Concat(frames.Select(id =>
                Life(frame, id.ToString(), [id.ToString()], world => DeviceFrame.Of(world[id]),
                    Illegal<DeviceFrameTrigger>(ViolationKind.DeviceFrame, id.Index, 0))))
            .Concat(Subscriptions(subscription))
            .Where(static life => life.Lifecycle == PageLife.Life.Name || life.Illegal.Length > 0 || life.States.Distinct().Count() > 1)
            .ToImmutableArray();
        return (lives, [.. new[] { page, entry, frame, subscription }.Where(drawn => lives.Any(life => life.Lifecycle == drawn.Name))]);
    }

    private IEnumerable<ViewedLife> Subscriptions(DrawnLifecycle drawn) =>
        from space in Enumerable.Range(0, scope.Spaces)
        from device in Enumerable.Range(0, scope.Devices)
        let mirrors = Enumerable.Range(0, scope.Pages).Select(page => $"mirror[d{device},{Place.At(space, page)}]")
        select Life(drawn, $"d{device} on m{space}", [$"notifier[m{space}]", .. mirrors], world => Of(world.Space(space), device),
            Illegal<SubscriptionTrigger>(ViolationKind.Subscription, space, device));

    private static SubscriptionState Of(Space space, int device) =>
        (space.Subscribers >> device & 1) == 0 ? SubscriptionState.Unregistered
        : (space.Busy >> device & 1) == 0 ? SubscriptionState.Idle : SubscriptionState.Invalidating;

    private ViewedLife Life<TState>(
        DrawnLifecycle drawn, string subject, ImmutableArray<string> cells, Func<World, TState> state, string illegal)
        where TState : struct, Enum
    {
        var names = drawn.States.Select(static box => box.Name).ToList();
        return new(drawn.Name, subject, cells, [.. worlds.Select(world => names.IndexOf(state(world).ToString()))], illegal);
    }

    private ImmutableArray<string> PageCells(Place place) =>
        [$"vma[{place}]", $"cpu[{place}]", .. Enumerable.Range(0, scope.Devices).Select(device => $"mirror[d{device},{place}]")];

    /// <summary>The trigger of the violation with which the run ends, if it is of this kind and about this.</summary>
    private string Illegal<TTrigger>(ViolationKind kind, int first, int second)
        where TTrigger : struct, Enum =>
        worlds[^1].Violation is var violation && violation.Kind == kind && violation.First == first
            && (kind == ViolationKind.DeviceFrame || violation.Second == second)
            ? Enum.GetName((TTrigger)Enum.ToObject(typeof(TTrigger), violation.Trigger))!
            : string.Empty;

    /// <summary>Leaves out the kinds of memory that no device of the scope has.</summary>
    private bool IsOfScope(PageState state) => state switch
    {
        PageState.PrivateReadOnly or PageState.PrivateWritable or PageState.Locked => scope.PrivateDevices > 0,
        PageState.CoherentReadOnly or PageState.CoherentWritable => scope.CoherentDevices > 0,
        _ => true,
    };
}
