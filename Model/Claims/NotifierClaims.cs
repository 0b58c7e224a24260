namespace Hmm.Model.Claims;

/// <summary>Invariants of the sequence-number protocol.</summary>
internal static class NotifierClaims
{
    public static Finding? Sequence(in World world)
    {
        for (byte space = 0; space < Capacity.Spaces; space++)
        {
            var record = world.Space(space);
            if ((record.IsOdd && record.Active == 0) || (record.Busy != 0 && !record.IsOdd))
            {
                return new(new(space, 0));
            }
        }

        return null;
    }

    public static Finding? Pairing(in World world)
    {
        for (byte space = 0; space < Capacity.Spaces; space++)
        {
            var running = 0;
            for (var actor = 0; actor < Capacity.Actors; actor++)
            {
                ref readonly var notice = ref world.Flights[actor].Notice;
                running += notice.Started && notice.Space == space ? 1 : 0;
            }

            if (running != world.Space(space).Active)
            {
                return new(new(space, 0));
            }
        }

        return null;
    }
}
