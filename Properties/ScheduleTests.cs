using FsCheck.Fluent;
using FsCheck.Xunit;
using Hmm.Model.Memory;

namespace Hmm.Properties;

/// <summary>The generator that all properties share makes what they need.</summary>
public class ScheduleTests
{
    [Property]
    public void A_token_makes_its_schedule_again(Schedule schedule)
    {
        var again = Schedule.Parse(schedule.Token);

        Assert.Equal((schedule.Pages, schedule.Arena), (again.Pages, again.Arena));
        Assert.True(schedule.Choices.SequenceEqual(again.Choices));
    }

    [Property(MaxTest = 50)]
    public void What_a_schedule_shrinks_to_is_simpler_and_runs(Schedule schedule) =>
        Assert.All(Schedules.Shorter(schedule).Take(100), shorter =>
        {
            Assert.True(Weight(shorter).CompareTo(Weight(schedule)) < 0);
            Sequential.Run(Kernels.TestHmm, shorter, static _ => { });
        });

    [Fact]
    public void A_schedule_shrinks_to_nothing()
    {
        var schedule = new Schedule(8, VmaKind.FileShared, [0x3FFFFFFF, 0x2AAAAAAA, 1]);
        while (Schedules.Shorter(schedule).LastOrDefault() is { } shorter)
        {
            schedule = shorter;
        }

        Assert.Equal("1 AnonymousPrivate ", schedule.Token);
    }

    [Fact]
    public void The_menu_offers_every_operation() =>
        Assert.Equal(Kernels.TestHmm.Operations.Select(operation => operation.Name).Order(), Menu.Operations.Order());

    [Fact]
    public void Every_operation_is_seen_to_succeed_and_to_fail_if_it_can()
    {
        var seen = new HashSet<(string, bool)>();
        foreach (var schedule in Schedules.Any().Generator.Sample(1000))
        {
            Sequential.Run(Kernels.TestHmm, schedule, made => seen.Add((made.Call.Operation, made.Outcome.Return == 0)));
        }

        string[] sure = ["snapshot", "unmap", "truncate", "fork", "exit", "reopen"];
        Assert.Equal(Menu.Operations.Order(), seen.Where(call => call.Item2).Select(call => call.Item1).Order());
        Assert.Empty(Menu.Operations.Except(sure).Except(seen.Where(call => !call.Item2).Select(call => call.Item1)));
    }

    private static (int Calls, int Arena, int Pages, long Choices) Weight(Schedule schedule) =>
        (schedule.Choices.Length, (int)schedule.Arena, schedule.Pages, schedule.Choices.Sum(choice => (long)choice));
}
