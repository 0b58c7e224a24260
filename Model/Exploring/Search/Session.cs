namespace Hmm.Model.Exploring.Search;

/// <summary>Everything one search needs and leaves behind: states, table, levels, workers. Its memory is given back on dispose.</summary>
internal sealed class Session : IDisposable
{
    private readonly BucketTable table;

    private Session(Arena arena, BucketTable table, Worker[] workers)
    {
        Arena = arena;
        this.table = table;
        Workers = workers;
    }

    public Arena Arena { get; }

    public Worker[] Workers { get; }

    public required int StateBytes { get; init; }

    public required bool IsSymmetric { get; init; }

    /// <summary>False when fingerprints stand for states.</summary>
    public required bool IsExact { get; init; }

    public Levels Levels { get; } = new();

    public static Session Packed<TSystem>(ExplorerOptions options)
        where TSystem : struct, IPackedSystem
    {
        var arena = new Arena(sizeof(ulong), blockStates: 1024);
        var table = new WordSet(options.StatesExpected, options.Threads);
        return new Session(arena, table, Crew(options, () => new PackedWorker<TSystem>(arena, table)))
        {
            StateBytes = sizeof(ulong), IsSymmetric = TSystem.IsSymmetric, IsExact = true,
        };
    }

    public static Session Wide<TSystem>(TSystem system, ExplorerOptions options)
        where TSystem : struct, ITransitionSystem<TSystem>
    {
        var arena = new Arena(new SuccessorBuffer(system.StateBytes).Stride, blockStates: 64);
        var isWord = WideWorker<TSystem>.IsWord(system.StateBytes);
        BucketTable table = options.Fingerprints || isWord
            ? new WordSet(options.StatesExpected, options.Threads)
            : new StateSet(options.StatesExpected, options.Threads);
        return new Session(arena, table, Crew(options, () => new WideWorker<TSystem>(system.ForWorker(), arena, table)))
        {
            StateBytes = system.StateBytes, IsSymmetric = system.IsSymmetric, IsExact = isWord || !options.Fingerprints,
        };
    }

    /// <summary>Stores the initial states and explores from them on the workers' threads, the caller's watching.</summary>
    public LevelSearch Search(ExplorerOptions options, bool keepsLevels, CancellationToken cancellation)
    {
        StoreInitial();
        var search = new LevelSearch(options, Workers, Levels, keepsLevels);
        using var stop = cancellation.Register(() => search.Stop(Limit.Cancelled));
        var threads = Array.ConvertAll(Workers, worker => new Thread(() => search.Work(worker), maxStackSize: 1 << 24));
        foreach (var thread in threads)
        {
            thread.IsBackground = true;
            thread.Start();
        }

        Watch.Until(threads, search, options);
        search.Rethrow();
        foreach (var worker in Workers)
        {
            search.Findings.Merge(worker.Findings);
        }

        return search;
    }

    public void Dispose()
    {
        foreach (var worker in Workers)
        {
            worker.Dispose();
        }

        table.Dispose();
        Arena.Dispose();
        Levels.Dispose();
    }

    private static Worker[] Crew(ExplorerOptions options, Func<Worker> hire)
    {
        var workers = new Worker[options.Threads];
        for (var i = 0; i < workers.Length; i++)
        {
            workers[i] = hire();
        }

        return workers;
    }

    private unsafe void StoreInitial()
    {
        var initial = new SuccessorBuffer(StateBytes);
        Workers[0].Initial(initial);
        if (initial.Count == 0)
        {
            throw new ArgumentException("The system has no initial state, so there is nothing to explore.");
        }

        for (var i = 0; i < initial.Count; i++)
        {
            Workers[0].Start(initial.Address(i));
        }
    }
}
