using FsCheck.Xunit;
using Hmm.Model;
using Hmm.Model.Memory;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Worlds;

/// <summary>What holds in every world in which nothing is in flight.</summary>
/// <param name="protocol">The protocol.</param>
public abstract class WorldProperties(Protocol protocol)
{
    [Property]
    public void No_step_finds_a_rule_broken(Schedule schedule) => Sequential.Run(protocol, schedule, made =>
    {
        if (made.After.Violation.Kind != ViolationKind.None)
        {
            Assert.Fail($"After {made.ToString()}: {made.After.Violation}.");
        }
    });

    [Property]
    public void Frames_are_counted_as_tables_and_page_cache_hold_them(Schedule schedule)
    {
        var leaks = new Leaks();
        Sequential.Run(protocol, schedule, made =>
        {
            leaks.Note(made.Call, in made.Before);
            var holders = Holders.Of(in made.After);
            for (byte index = 1; index < Capacity.Frames; index++)
            {
                var (frame, held, leaked) = (made.After[new Frame(index)], holders[index], leaks.Of(new(index)));
                if ((frame.Mappings, frame.References, held.Others) != (held.Mappings, held.References + leaked, 0))
                {
                    Assert.Fail($"After {made.ToString()}: f{index} is {frame}, held by {held}, {leaked} leaked.");
                }
            }
        });
    }

    [Property]
    public void Frames_are_free_exactly_without_references(Schedule schedule) =>
        Sequential.Run(protocol, schedule, made =>
        {
            for (byte index = 1; index < Capacity.Frames; index++)
            {
                var frame = made.After[new Frame(index)];
                if (frame.References == 0 ? frame != default : frame.Kind == FrameKind.Free || frame.Locker != 0)
                {
                    Assert.Fail($"After {made.ToString()}: f{index} is {frame}.");
                }
            }
        });

    [Property]
    public void A_device_maps_no_more_than_the_CPU(Schedule schedule)
    {
        var leaks = new Leaks();
        Sequential.Run(protocol, schedule, made =>
        {
            leaks.Note(made.Call, in made.Before);
            if (Mirrors.Excess(in made.After, leaks) is { } excess)
            {
                Assert.Fail($"After {made.ToString()}: {excess}.");
            }
        });
    }

    [Property]
    public void The_same_schedule_ends_in_the_same_world(Schedule schedule)
    {
        var worlds = new List<World>();
        var first = Sequential.Run(protocol, schedule, made => worlds.Add(made.After));
        var call = 0;
        var second = Sequential.Run(protocol, schedule, made =>
        {
            Assert.True(call == 0 || made.Before == worlds[call - 1]);
            Assert.True(made.After == worlds[call]);
            Assert.Equal(worlds[call].GetHashCode(), made.After.GetHashCode());
            call++;
        });
        Assert.True(first == second);
    }

    public sealed class WithTestHmm() : WorldProperties(Kernels.TestHmm);

    public sealed class WithReference() : WorldProperties(Kernels.Reference);
}
