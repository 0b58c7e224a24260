using System.Collections.Immutable;
using System.Globalization;
using Hmm.Model.Memory;

namespace Hmm.Model.Protocols;

/// <summary>A scope for random schedules, too large to explore: many actors do everything to a few pages that they all share, and to all
/// pages at once.</summary>
/// <param name="Pages">Pages, 1 to 8.</param>
/// <param name="Spaces">Address spaces, 1 to 3; all but the first come to be by fork.</param>
/// <param name="PrivateDevices">Devices with private memory.</param>
/// <param name="CoherentDevices">Devices with coherent memory; of both kinds 1 to 4.</param>
/// <param name="Actors">Actors, 2 to 6: the first half are threads, the others devices.</param>
public sealed record WideScope(int Pages, int Spaces, int PrivateDevices, int CoherentDevices, int Actors)
{
    private const string Prefix = "wide";
    private const int AllFrames = Capacity.Frames - 1;

    /// <summary>Devices of both kinds.</summary>
    public int Devices => PrivateDevices + CoherentDevices;

    /// <summary>The name by which tokens carry the scope.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture,
        $"{Prefix}-{Pages}-{Spaces}-{PrivateDevices}-{CoherentDevices}-{Actors}");

    /// <summary>The scope.</summary>
    public NamedScope Named => new(Name, "Random schedules only: no exploration would end.", new Scope
    {
        Pages = 1,
        ManyPages = Pages,
        Frames = AllFrames,
        Spaces = Spaces,
        PrivateDevices = PrivateDevices,
        CoherentDevices = CoherentDevices,
        Actors = [.. Enumerable.Range(0, Actors).Select(actor => actor < Threads ? Thread(actor) : Device(actor - Threads))],
    });

    private int Threads => (Actors + 1) / 2;

    /// <summary>Reads a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="scope">The scope.</param>
    /// <returns>False when it is the name of no such scope.</returns>
    public static bool TryParse(string name, out WideScope scope)
    {
        ArgumentNullException.ThrowIfNull(name);
        scope = new(1, 1, 1, 0, 2);
        var numbers = new int[5];
        var words = name.Split('-');
        if (words.Length != 6 || words[0] != Prefix)
        {
            return false;
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            if (!int.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return false;
            }
        }

        scope = new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        return scope is { Pages: >= 1 and <= 8, Spaces: >= 1 and <= 3, Devices: >= 1 and <= Capacity.Devices, Actors: >= 2 }
            && scope.Actors <= Capacity.Actors;
    }

    /// <summary>Pages that everybody works on: the first, one in the middle, the last.</summary>
    private IEnumerable<int> Shared => new[] { 0, Pages / 2, Pages - 1 }.Distinct();

    private ImmutableArray<Invocation> Thread(int thread)
    {
        var space = thread % Spaces;
        var whole = new Binding { Space = (byte)space, Count = (byte)Pages };
        var menu = Shared.SelectMany(page => Scopes.Thread(space, page)).Concat(
        [
            new("discard", whole),
            new("protect", whole with { Protection = Access.Read }),
            new("protect", whole with { Protection = Access.Write }),
            new("unmap", whole),
        ]);
        var forks = Enumerable.Range(1, Spaces - 1).Where(_ => thread == 0)
            .Select(child => new Invocation("fork", new() { To = (byte)child }));
        var moves = Pages > 1 ? new[] { new Invocation("move", whole with { Count = 1, To = (byte)(Pages - 1) }) } : [];
        return [.. menu, .. forks, .. moves];
    }

    private ImmutableArray<Invocation> Device(int number)
    {
        var (device, space) = (number % Devices, number % Spaces);
        var whole = new Binding { Space = (byte)space, Device = (byte)device, Count = (byte)Pages, Value = (ushort)(100 + (10 * number)) };
        var single = Shared.SelectMany(page => Scopes.Device(device, page)).Select(call =>
            call with { Binding = call.Binding with { Space = (byte)space } });
        string[] ranges = ["device-write", "device-read", "migrate-to-device", "migrate-to-memory", "exclusive", "snapshot"];
        return [.. single, .. ranges.Select(name => new Invocation(name, whole))];
    }
}
