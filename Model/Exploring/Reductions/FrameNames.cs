using Hmm.Model.Memory;

namespace Hmm.Model.Exploring.Reductions;

/// <summary>Renumbers the frames of a world in the order in which it names them, so that worlds that differ only in numbers become
/// one.</summary>
internal static class FrameNames
{
    /// <summary>Renumbers the frames.</summary>
    /// <param name="world">The world, changed in place.</param>
    /// <param name="scope">The scope, whose tables alone are in use.</param>
    public static void Canonicalize(ref World world, Protocols.Scope scope)
    {
        Span<byte> names = stackalloc byte[Capacity.Frames];
        names.Clear();
        var naming = new Naming(names);
        for (var row = 0; row < scope.Spaces * Capacity.Pages; row += Capacity.Pages)
        {
            for (var page = row; page < row + scope.Pages; page++)
            {
                world.Ptes[page] = world.Ptes[page].Naming(naming.Of(world.Ptes[page].Frame));
                for (var i = page; i < scope.Devices * Capacity.Places; i += Capacity.Places)
                {
                    var (mirror, dma) = (world.Mirrors[i], world.Dmas[i]);
                    world.Mirrors[i] = mirror.Naming(mirror.IsDangling ? Frame.None : naming.Of(mirror.Frame));
                    world.Dmas[i] = dma.Naming(dma.IsDangling ? Frame.None : naming.Of(dma.Frame));
                }
            }
        }

        for (var i = 0; (scope.Keeps & Kept.Files) != 0 && i < Capacity.Objects * Capacity.Pages; i++)
        {
            world.Cache[i] = naming.Of(world.Cache[i]);
        }

        for (var actor = 0; actor < scope.Actors.Length; actor++)
        {
            RenameFlight(ref world.Flights[actor], ref naming, scope.Pages);
        }

        Permute(ref world, ref naming);
    }

    private static void RenameFlight(ref Flight flight, ref Naming naming, int pages)
    {
        if (flight.Position == 0)
        {
            return;
        }

        flight.Fault.Original = flight.Fault.Original.Naming(naming.Of(flight.Fault.Original.Frame));
        flight.Fault.Held = naming.Of(flight.Fault.Held);
        flight.Fault.Fresh = naming.Of(flight.Fault.Fresh);
        flight.Reclaim.Page = naming.Of(flight.Reclaim.Page);
        flight.Reclaim.Slot = naming.Of(flight.Reclaim.Slot);
        flight.Migration.FaultFrame = naming.Of(flight.Migration.FaultFrame);
        for (var page = 0; page < pages; page++)
        {
            flight.Migration.Source[page] = naming.Of(flight.Migration.Source[page]);
            flight.Migration.Target[page] = naming.Of(flight.Migration.Target[page]);
            var result = flight.Range.Results[page];
            flight.Range.Results[page] = RangeResults.Naming(result, RangeResults.IsDangling(result)
                ? Frame.None : naming.Of(RangeResults.Frame(result)));
        }
    }

    /// <summary>Moves the records to their new numbers; frames that nothing names come last, as they stood.</summary>
    private static void Permute(ref World world, ref Naming naming)
    {
        for (byte index = 1; index <= world.FrameCount; index++)
        {
            if (world.Frames[index].Kind != FrameKind.Free)
            {
                naming.Of(new(index));
            }
        }

        var (frames, statuses) = (world.Frames, world.Statuses);
        for (byte index = 1; index <= world.FrameCount; index++)
        {
            var number = naming.Of(new(index)).Index;
            world.Frames[number] = frames[index];
            world.Statuses[number] = statuses[index];
        }
    }

    /// <summary>The new numbers, given out as they are asked for.</summary>
    private ref struct Naming(Span<byte> names)
    {
        private readonly Span<byte> names = names;
        private byte next;

        public Frame Of(Frame frame)
        {
            if (frame.IsNone)
            {
                return frame;
            }

            if (names[frame.Index] == 0)
            {
                names[frame.Index] = ++next;
            }

            return new(names[frame.Index]);
        }
    }
}
