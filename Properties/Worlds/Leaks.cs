using Hmm.Model;
using Hmm.Model.Memory;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Worlds;

/// <summary>The one defect of Linux 6.12 that shows with every driver, even where nothing runs at the same time: evicting a coherent device
/// takes a device-exclusive entry for a migration entry (mm/migrate.c:remove_migration_pte). The page becomes readable to the CPU with one
/// reference too many, and the device that has it to itself is not told.</summary>
/// <remarks>Such frames are never freed, so their number stays theirs.</remarks>
public sealed class Leaks
{
    private readonly int[] references = new int[Capacity.Frames];

    /// <summary>References of a frame that nobody holds.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>How many.</returns>
    public int Of(Frame frame) => references[frame.Index];

    /// <summary>Counts what a call leaks, if it closes a device.</summary>
    /// <param name="call">The call.</param>
    /// <param name="before">The world before it.</param>
    public void Note(Invocation call, in World before)
    {
        if (call.Operation is not ("reopen" or "exit"))
        {
            return;
        }

        for (byte process = 0; process < Capacity.Spaces; process++)
        {
            for (byte page = 0; page < Capacity.Pages; page++)
            {
                var entry = before[new Place(process, page)];
                var frame = before[entry.Frame];
                var isClosed = call.Operation == "exit" ? process != call.Binding.Space : frame.Device == call.Binding.Device;
                if (entry.Kind == PteKind.Exclusive && frame.Kind == FrameKind.Coherent && isClosed)
                {
                    references[entry.Frame.Index]++;
                }
            }
        }
    }
}
