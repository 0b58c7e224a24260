namespace Hmm.Model;

/// <content>Where every run begins.</content>
public partial struct World
{
    /// <summary>One process with an empty arena, which has opened every device; files of the arena's length, all zeros.</summary>
    /// <param name="pages">Pages of the arena, at most <see cref="Capacity.Pages"/>.</param>
    /// <param name="devices">Devices, at most <see cref="Capacity.Devices"/>.</param>
    /// <param name="coherent">The devices whose memory is coherent, one bit each.</param>
    /// <param name="recording">Whether operations keep what their callers see.</param>
    /// <returns>The world.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are too few or too many pages or devices.</exception>
    public static World Start(int pages, int devices, int coherent, bool recording)
    {
        if (pages is < 1 or > Capacity.Pages)
        {
            throw new ArgumentOutOfRangeException(nameof(pages), pages, $"A world has 1 to {Capacity.Pages} pages.");
        }

        if (devices is < 0 or > Capacity.Devices)
        {
            throw new ArgumentOutOfRangeException(nameof(devices), devices, $"A world has 0 to {Capacity.Devices} devices.");
        }

        var world = new World
        {
            PageCount = (byte)pages,
            DeviceCount = (byte)devices,
            FrameCount = Capacity.Frames - 1,
            CoherentDevices = (byte)coherent,
            IsRecording = recording,
        };
        world.Spaces[0] = new Space { IsAlive = true, Subscribers = (byte)((1 << devices) - 1) };
        for (var file = 0; file < Capacity.Files; file++)
        {
            world.Sizes[file] = (byte)pages;
        }

        return world;
    }
}
