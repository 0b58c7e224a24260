using System.Collections.Immutable;
using Hmm.Model.Memory;
using Hmm.Model.Operations;
using static Hmm.Model.Claims.Mutant;

namespace Hmm.Model.Claims;

/// <summary>Mistakes with other devices' memory, besides the wrong orders of the teardown.</summary>
internal static class PeerMutants
{
    /// <summary>All of them.</summary>
    /// <param name="peers">The scope of two devices of one group.</param>
    /// <param name="groups">The scope with a stranger.</param>
    /// <param name="family">The scope with a page that fork shared.</param>
    /// <returns>The mutants.</returns>
    public static ImmutableArray<Mutant> Of(string peers, string groups, string family) =>
    [
        new("shared-owner-skip", "A driver skips the migrations of its own group's memory, as it may skip its own: a peer goes on using "
            + "the page that has moved.", peers, static step => IsAt(step, "peer: look for pages of other devices")
                ? step.FirstIf(static d => d.Me.Notice.Event == NotifierEvent.Migrate
                    && d.World.Reaches(d.Me.Notice.Device, d.Me.Notice.Owner - 1), "release driver_mutex")
                : step),
        new("stranger-served", "A page of device memory is reported to every device, whatever its group: of the kind of the missing "
            + "owner check in the first releases.", groups, static step => IsAt(step, "range: read the entry") ? Serving(step) : step),
        new("window-kept", "A peer that lets go of a page does not count it out of the window.", peers,
            AndThen("peer: take back the bus addresses", static d => d.CountWindow(0, 1, 1))),
        new("window-not-closed", "An owner leaves its window open on a page that moves.", peers, Drop("callback: close the windows")),
        new("window-closed-in-use", "An owner closes its window on a page although another process's mapping of it is in use.", family,
            AndThen("callback: close the windows", static d =>
            {
                var entry = d[Place.At(d.Me.Notice.Space, d.Me.Notice.Start)];
                d.SetStatus(entry.Frame, FrameStatus.None);
            })),
        new("bus-address-kept", "A peer forgets the bus address of a page that it lets go of.", peers,
            Drop("peer: take back the bus addresses")),
        new("bus-address-first", "A peer's bus address goes while the device may still use it.", peers, Drop("peer: stop the device")),
    ];

    private static bool IsAt(Step step, string label) => step.Label.EndsWith(label, StringComparison.Ordinal);

    private static Step Serving(Step step)
    {
        var otherwise = step.Effect;
        return step with
        {
            Effect = (ref World world, int actor, int arm) =>
            {
                var d = new Draft(ref world, actor, arm);
                var entry = d[new Place(d.At.Space, d.Me.Range.Cursor)];
                if (entry.Kind == PteKind.Private)
                {
                    d.Me.Status = 0;
                    d.Me.Range.Results[d.Me.Range.Cursor++] = RangeResults.Of(entry.Frame, entry.IsWritable);
                }
                else
                {
                    otherwise?.Invoke(ref world, actor, arm);
                }
            },
        };
    }
}
