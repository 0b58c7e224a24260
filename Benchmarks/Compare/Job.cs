using System.Globalization;

namespace Hmm.Benchmarks.Compare;

/// <summary>What every program is to run.</summary>
/// <param name="Pages">Pages of the protocol.</param>
/// <param name="Devices">Devices of the protocol.</param>
/// <param name="Threads">CPU threads of the protocol.</param>
/// <param name="Workers">Threads that explore, where a program can use several.</param>
/// <param name="States">How many states there are, so that programs whose tables do not grow get one of the right size.</param>
/// <param name="Folder">Where to build.</param>
internal sealed record Job(int Pages, int Devices, int Threads, int Workers, long States, string Folder)
{
    /// <summary>The scope as <c>--scope</c> takes it.</summary>
    public string Scope => string.Create(CultureInfo.InvariantCulture, $"{Pages},{Devices},{Threads}");

    /// <summary>The binary logarithm of a table size that holds all states with some room.</summary>
    /// <param name="room">Slots a state, at least.</param>
    public int TableBits(double room) => Math.Max(18, (int)Math.Ceiling(Math.Log2(States * room)));
}
