using FsCheck.Xunit;
using Hmm.Model;
using Hmm.Model.Memory;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Operations;

/// <summary>Whoever reads, CPU or device, reads what the manual pages promise; and a call fails exactly where they say so.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="givesUp">Whether the driver gives exclusive access up when it was invalidated meanwhile, even by its own faults.</param>
public abstract class ValueProperties(Protocol protocol, bool givesUp)
{
    private const int Busy = -16;
    private const int Fault = -14;
    private const int Invalid = -22;
    private const int NoEntry = -2;
    private const int NotPermitted = -1;

    [Property]
    public void Memory_is_what_the_manual_pages_promise(Schedule schedule)
    {
        var oracle = new Oracle(schedule.Pages);
        Sequential.Run(protocol, schedule, made =>
        {
            Judge(oracle, made);
            oracle = Follow(oracle, made);
            if (oracle.Difference(in made.After) is { } difference)
            {
                Assert.Fail($"After {made.ToString()}: {difference}.");
            }

            oracle.Settle(in made.After);
        });
    }

    /// <summary>What a call returned, and what it read.</summary>
    private void Judge(Oracle oracle, Made made)
    {
        var (call, outcome, right) = (made.Call, made.Outcome, Right(oracle, made));
        if (!right.Contains(outcome.Return))
        {
            Assert.Fail($"{CallText.Of(call)} returned {outcome.Return}, and should have returned {string.Join(" or ", right)}.");
        }

        var reads = call.Operation is "cpu-read" or "device-read"
            || (call.Operation is "migrate-to-device" or "exclusive" && outcome.Pages > 0);
        foreach (var page in reads && outcome.Return == 0 ? Pages(made.At) : [])
        {
            Assert.Equal(oracle.Value(made.At.Space, page), outcome.Value(page - made.At.Page));
        }

        foreach (var page in call.Operation == "snapshot" ? Pages(made.At) : [])
        {
            Assert.Equal(oracle.Grants(made.At.Space, page, Access.Read), outcome.Value(page - made.At.Page) != 0xFF);
        }
    }

    /// <summary>All results that are right.</summary>
    private IReadOnlyList<int> Right(Oracle oracle, Made made)
    {
        var at = made.At;
        var isGranted = Pages(at).All(page => oracle.Grants(at.Space, page, Access.Read));
        return made.Call.Operation switch
        {
            "cpu-read" => [oracle.Refusal(at.Space, at.Page, Access.Read)],
            "cpu-write" => [oracle.Refusal(at.Space, at.Page, Access.Write)],
            "device-read" => [Pages(at).All(page => oracle.Refusal(at.Space, page, Access.Read) == 0) ? 0 : Fault, .. Late(made)],
            "device-write" => [.. RightForDevice(oracle, made), .. Late(made)],
            "migrate-to-device" => isGranted ? [0, NoEntry] : [Invalid],
            "migrate-to-memory" => isGranted ? [0] : [Invalid],
            "exclusive" when !Pages(at).All(page => MayBeSeized(oracle, at.Space, page)) => [Busy],
            "exclusive" => givesUp ? [0, Busy] : [0],
            "check-exclusive" => [0, NotPermitted],
            "snapshot" or "reopen" => [0, .. Late(made)],
            _ => oracle.Copy().Do(made.Call),
        };
    }

    /// <summary>A driver whose clock ran out gives up.</summary>
    private static int[] Late(Made made) => made.IsUsual ? [] : [Busy];

    /// <summary>A device that has one of the pages in its private memory, but not for writing, is refused:
    /// it finds an entry that is valid.</summary>
    private static int[] RightForDevice(Oracle oracle, Made made)
    {
        var at = made.At;
        return !Pages(at).All(page => oracle.Refusal(at.Space, page, Access.Write) == 0) ? [Fault, NotPermitted]
            : HasOwnReadOnly(in made.Before, at) ? [0, Fault]
            : [0];
    }

    /// <summary>Memory after a call that returned what is right.</summary>
    private static Oracle Follow(Oracle oracle, Made made)
    {
        var isDone = made.Outcome.Return == 0;
        switch (made.Call.Operation)
        {
            case "cpu-write":
                return isDone ? After(oracle, made.At, 1, in made.After) : oracle;
            case "device-write":
                return isDone
                    ? After(oracle, made.At, made.At.Count, in made.After)
                    : Explain(oracle, made.At, in made.After) ?? oracle;
            case "map" or "unmap" or "protect" or "discard" or "move" or "truncate" or "fork" or "exit":
                oracle.Do(made.Call);
                if (made.Call.Operation == "move" && isDone)
                {
                    oracle.Moved(made.At);
                }

                return oracle;
            default:
                return oracle;
        }
    }

    /// <summary>How much a device wrote before it failed, which stays written,
    /// and whether it copied private pages before or after that.</summary>
    private static Oracle? Explain(Oracle oracle, Binding at, in World after)
    {
        var copied = oracle.Copy();
        copied.Settle(in after);
        var room = Pages(at).TakeWhile(page => oracle.Refusal(at.Space, page, Access.Write) == 0).Count();
        foreach (var start in (Oracle[])[oracle, copied])
        {
            for (var count = 0; count <= room; count++)
            {
                var possible = After(start, at, count, in after);
                if (possible.Difference(in after) is null)
                {
                    return possible;
                }
            }
        }

        return null;
    }

    private static Oracle After(Oracle oracle, Binding at, int count, in World after)
    {
        var possible = oracle.Copy();
        for (var i = 0; i < count; i++)
        {
            possible.Write(at.Space, at.Page + i, at.Value + i);
        }

        possible.Settle(in after);
        return possible;
    }

    private static bool MayBeSeized(Oracle oracle, int process, int page) =>
        oracle.IsPrivate(process, page) && oracle.Refusal(process, page, Access.Write) == 0;

    private static bool HasOwnReadOnly(in World before, Binding at)
    {
        foreach (var page in Pages(at))
        {
            var entry = before[Place.At(at.Space, page)];
            if (entry.Kind == PteKind.Private && !entry.IsWritable && before[entry.Frame].Device == at.Device)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<int> Pages(Binding at) => Enumerable.Range(at.Page, at.Count);

    public sealed class WithTestHmm() : ValueProperties(Kernels.TestHmm, givesUp: false);

    public sealed class WithReference() : ValueProperties(Kernels.Reference, givesUp: true);
}
