using Hmm.Model.Locking;
using Hmm.Model.Operations;
using static Hmm.Model.Operations.Vocabulary;

namespace Hmm.Properties.Locking;

/// <summary>The declared lock order and what the model's operations nest, against what the kernel's lock validator recorded.</summary>
public sealed class KernelLockOrderTests
{
    private const string Anything = "*";

    /// <summary>Classes of the kernel that the model leaves out.</summary>
    private static readonly Dictionary<string, string> LeftOut = new()
    {
        ["devmem_lock"] = "The test driver's mutex while it reserves a chunk of device memory; the model's devices have theirs from the "
            + "start.",
        ["fs_reclaim"] = "A mark of the validator for allocations that may reclaim; nothing is reclaimed in the model.",
        ["lru_lock"] = "The lists of pages by age decide what is reclaimed first; nothing is reclaimed in the model.",
        ["vma_lock"] = "Faults take it in the place of mmap_lock, against the same writers; the model's faults take mmap_lock.",
    };

    /// <summary>What the model nests and the kernel was not seen to nest; a star stands for any class.</summary>
    private static readonly Dictionary<(string Outer, string Inner), string> Unrecorded = new()
    {
        [("folio_lock", Anything)] = "The lock bit of a folio is no lock to the validator.",
        [(Anything, "folio_lock")] = "The lock bit of a folio is no lock to the validator.",
        [("inode_lock", "i_mmap_rwsem")] = "fs/open.c:do_truncate holds the inode's lock around mm/shmem.c:shmem_setattr, which unmaps the "
            + "tail. The validator has a class of such locks for each file system, and the list has only pairs of another's.",
    };

    /// <summary>What the kernel was seen to nest, of classes that the model has, and the model does not.</summary>
    private static readonly Dictionary<(string Outer, string Inner), string> Unmodelled = new()
    {
        [("i_mmap_rwsem", "anon_vma_lock")] = "mm/vma.c:vma_prepare locks both reverse maps to move a VMA's bounds; the model does that in "
            + "one step.",
        [("i_mmap_rwsem", "device_free_list_lock")] = "Truncation frees the pages that it cleared after it let go of the page-table lock; "
            + "the model frees them under it.",
        [("mmap_lock/nested", "anon_vma_lock")] = "mm/rmap.c:anon_vma_fork links the child into the reverse map; the model does that in "
            + "one step.",
        [("mmap_lock/nested", "i_mmap_rwsem")] = "kernel/fork.c:dup_mmap links the child into the file's reverse map; the model does that "
            + "in one step.",
    };

    private static readonly Dictionary<string, LockClass> Classes = LockClasses.All.ToDictionary(lockClass => lockClass.Name);

    private static readonly HashSet<(string Outer, string Inner)> Modelled =
    [
        .. Kernels.TestHmm.Operations.SelectMany(Nestings.Of).Select(pair => (pair.Outer.Name, pair.Inner.Name)),
    ];

    [Fact]
    public void The_declared_order_allows_what_the_kernel_nests_and_all_that_follows_from_it()
    {
        var closure = KernelLockGraph.Closure().Where(edge => IsKnown(edge)).ToList();

        Assert.Equal(34, KernelLockGraph.Edges.Count);
        Assert.DoesNotContain(closure, edge => Classes[edge.Outer].Rank >= Classes[edge.Inner].Rank);
        Assert.Contains(("mmap_lock", "driver_mutex"), closure);
    }

    [Fact]
    public void The_declared_order_allows_what_the_model_nests() =>
        Assert.DoesNotContain(Modelled, pair => Classes[pair.Outer].Rank >= Classes[pair.Inner].Rank);

    [Fact]
    public void The_kernel_nests_what_the_model_nests_or_there_is_a_reason()
    {
        var missing = Modelled.Except(KernelLockGraph.Edges).ToList();

        Assert.Equal(16, Modelled.Count - missing.Count);
        Assert.DoesNotContain(missing, pair => !Unrecorded.Keys.Any(known => Covers(known, pair)));
        Assert.All(Unrecorded.Keys, known => Assert.Contains(missing, pair => Covers(known, pair)));
    }

    [Fact]
    public void The_model_nests_what_the_kernel_nests_or_there_is_a_reason() =>
        Assert.Equal(Unmodelled.Keys.Order(), KernelLockGraph.Edges.Where(edge => IsKnown(edge)).Except(Modelled).Order());

    [Fact]
    public void The_model_has_the_classes_of_the_kernel_or_there_is_a_reason() =>
        Assert.Equal(LeftOut.Keys.Order(), KernelLockGraph.Edges.SelectMany(edge => (string[])[edge.Outer, edge.Inner])
            .Where(name => !Classes.ContainsKey(name)).Distinct().Order());

    [Fact]
    public void A_nesting_is_a_pair_of_neighbours_and_trying_makes_none()
    {
        Operation operation = new("made up", Role.Thread,
        [
            Take(LockClasses.Mmap),
            Do("try the folio", static _ => { }).Trying(LockClasses.Folio).If(static _ => true, "refuse"),
            Take(LockClasses.Driver),
            Do("change entries", static _ => { }).Under(LockClasses.PageTable, LockClasses.FreeList),
            Release(LockClasses.Driver),
            Do("unlock the folio", static _ => { }) with { Releases = [new(LockClasses.Folio)] },
            Take(LockClasses.AnonVma, LockMode.Read),
            Release(LockClasses.AnonVma, LockMode.Read),
            Release(LockClasses.Mmap) with { Label = "refuse" },
        ]);

        Assert.Equal(
            [
                (LockClasses.Mmap, LockClasses.AnonVma),
                (LockClasses.Mmap, LockClasses.Driver),
                (LockClasses.Folio, LockClasses.Driver),
                (LockClasses.Driver, LockClasses.PageTable),
                (LockClasses.PageTable, LockClasses.FreeList),
            ],
            Nestings.Of(operation).OrderBy(pair => (pair.Outer.Id, pair.Inner.Id)));
    }

    private static bool IsKnown((string Outer, string Inner) edge) => Classes.ContainsKey(edge.Outer) && Classes.ContainsKey(edge.Inner);

    private static bool Covers((string Outer, string Inner) known, (string Outer, string Inner) pair) =>
        (known.Outer == Anything || known.Outer == pair.Outer) && (known.Inner == Anything || known.Inner == pair.Inner);
}
