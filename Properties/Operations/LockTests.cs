using Hmm.Model.Locking;
using Hmm.Model.Operations;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Operations;

/// <summary>Locks, read off the descriptions of the operations: on every path taken in the declared order, and all released.</summary>
public class LockTests
{
    public static IEnumerable<object[]> Operations { get; } =
        from protocol in (Protocol[])[Kernels.TestHmm, Kernels.Reference]
        from operation in protocol.Operations
        select (object[])[protocol.Driver.Name, operation.Name];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_path_takes_locks_in_order_and_releases_them(string driver, string name)
    {
        var complaints = new LockWalk(Find(driver, name)).Complaints;

        Assert.True(complaints.Count == 0, $"{complaints.Count} complaints\n{string.Join('\n', complaints)}");
    }

    [Fact]
    public void The_declared_order_has_one_place_for_each_class()
    {
        Assert.Equal(Enumerable.Range(0, LockClasses.All.Length), LockClasses.All.Select(lockClass => lockClass.Id));
        Assert.Equal(LockClasses.All.Length, LockClasses.All.Select(lockClass => lockClass.Rank).Distinct().Count());
        Assert.Equal(LockClasses.All.Length, LockClasses.All.Select(lockClass => lockClass.Name).Distinct().Count());
    }

    [Fact]
    public void A_lock_against_the_order_is_found()
    {
        var complaints = Walk(
            new() { Label = "take the driver's", Takes = [new(LockClasses.Driver)] },
            new() { Label = "take mmap", Takes = [new(LockClasses.Mmap)] },
            new() { Label = "leave", Releases = [new(LockClasses.Mmap), new(LockClasses.Driver)] });

        Assert.Equal(["'take mmap' takes mmap_lock while driver_mutex is held: take the driver's > take mmap"], complaints);
    }

    [Fact]
    public void A_spinning_lock_against_the_order_is_found() => Assert.Single(Walk(
        new Step { Label = "both", Within = [LockClasses.Subscriptions, LockClasses.PageTable] }));

    [Fact]
    public void A_lock_that_one_path_keeps_is_found()
    {
        var complaints = Walk(
            new Step { Label = "take", Takes = [new(LockClasses.Mmap, LockMode.Read)] }.When((ref _, _) => true, Group.Done),
            new() { Label = "leave", Releases = [new(LockClasses.Mmap, LockMode.Read)] });

        Assert.Equal(["ends with mmap_lock held: take > the end"], complaints);
    }

    [Fact]
    public void A_release_of_what_nobody_holds_is_found() => Assert.Equal(
        ["ends with mmap_lock held: take > leave > the end", "'leave' releases mmap_lock, which no path holds there"],
        Walk(
            new() { Label = "take", Takes = [new(LockClasses.Mmap, LockMode.Read)] },
            new() { Label = "leave", Releases = [new(LockClasses.Mmap)] }));

    private static IReadOnlyList<string> Walk(params Step[] steps) => new LockWalk(new("test", Role.Thread, [.. steps])).Complaints;

    private static Operation Find(string driver, string name) =>
        new[] { Kernels.TestHmm, Kernels.Reference }.Single(protocol => protocol.Driver.Name == driver)
            .Operations.Single(operation => operation.Name == name);
}
