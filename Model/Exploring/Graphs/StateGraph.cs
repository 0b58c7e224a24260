using Hmm.Model.Exploring.Search;

namespace Hmm.Model.Exploring.Graphs;

/// <summary>All reachable states of a system and the steps between them.</summary>
/// <remarks>
/// States are numbered by depth and then by bytes, so the same in every run.
/// The states lie outside the managed heap until the graph is disposed; each edge takes five bytes beside them.
/// </remarks>
public sealed unsafe class StateGraph : IDisposable
{
    private readonly Session session;
    private readonly StateIndex index;
    private readonly EdgeBlock[] edges;

    private StateGraph(Session session, Limit? limit)
    {
        this.session = session;
        Limit = limit;
        index = new StateIndex(session);
        edges = new EdgeBlock[(index.Count + EdgeBlock.States - 1) / EdgeBlock.States];
        var next = 0;
        Parallel.ForEach(session.Workers, new ParallelOptions { MaxDegreeOfParallelism = session.Workers.Length }, worker =>
        {
            var buffer = new SuccessorBuffer(session.StateBytes);
            for (var block = Interlocked.Increment(ref next) - 1; block < edges.Length; block = Interlocked.Increment(ref next) - 1)
            {
                edges[block] = Connect(worker, buffer, block * EdgeBlock.States);
            }
        });
    }

    /// <summary>What ended the exploration before the graph was complete, null when it is complete.</summary>
    public Limit? Limit { get; }

    /// <summary>The number of states; those with the least numbers are initial.</summary>
    public int States => index.Count;

    /// <summary>The number of edges.</summary>
    public long Edges => edges.Sum(block => (long)block.Targets.Length);

    /// <summary>True when states stand for orbits, so that actors of different edges cannot be compared.</summary>
    public bool IsSymmetric => session.IsSymmetric;

    /// <summary>Explores a packed system and keeps its graph.</summary>
    /// <typeparam name="TSystem">The system.</typeparam>
    /// <param name="options">Threads and limits; what is broken does not end the exploration.</param>
    /// <param name="cancellation">Ends the exploration; the graph is then incomplete.</param>
    /// <returns>The graph.</returns>
    public static StateGraph Of<TSystem>(ExplorerOptions options, CancellationToken cancellation = default)
        where TSystem : struct, IPackedSystem => Of(options, Session.Packed<TSystem>, cancellation);

    /// <summary>Explores a system and keeps its graph.</summary>
    /// <typeparam name="TSystem">The type of the system.</typeparam>
    /// <param name="system">The system.</param>
    /// <param name="options">Threads and limits; what is broken does not end the exploration, and states are kept whole.</param>
    /// <param name="cancellation">Ends the exploration; the graph is then incomplete.</param>
    /// <returns>The graph.</returns>
    public static StateGraph Of<TSystem>(TSystem system, ExplorerOptions options, CancellationToken cancellation = default)
        where TSystem : struct, ITransitionSystem<TSystem> => Of(options, wanted => Session.Wide(system, wanted), cancellation);

    /// <summary>A state.</summary>
    /// <param name="state">Its number.</param>
    /// <returns>Its bytes, valid until the graph is disposed.</returns>
    public ReadOnlySpan<byte> State(int state) => new(index.Address(state), session.StateBytes);

    /// <summary>The depth of a state: how many steps it takes at least to get there.</summary>
    /// <param name="state">Its number.</param>
    /// <returns>The depth, 0 for an initial state.</returns>
    public int Depth(int state) => index.Depth(state);

    /// <summary>The states that a state leads to, one for each enabled rule instance.</summary>
    /// <param name="state">Its number.</param>
    /// <returns>Their numbers, -1 for a state that an incomplete graph does not have.</returns>
    public ReadOnlySpan<int> Targets(int state)
    {
        var block = edges[state / EdgeBlock.States];
        var at = state % EdgeBlock.States;
        return block.Targets.AsSpan(block.Starts[at], block.Starts[at + 1] - block.Starts[at]);
    }

    /// <summary>Who fires the rule instances of a state, in the order of <see cref="Targets"/>.</summary>
    /// <param name="state">Its number.</param>
    /// <returns>The actors.</returns>
    public ReadOnlySpan<byte> Actors(int state)
    {
        var block = edges[state / EdgeBlock.States];
        var at = state % EdgeBlock.States;
        return block.Actors.AsSpan(block.Starts[at], block.Starts[at + 1] - block.Starts[at]);
    }

    /// <summary>The step that one edge stands for.</summary>
    /// <param name="state">The number of the state that it leaves.</param>
    /// <param name="choice">Which of the state's edges.</param>
    /// <returns>Rule, actor and the state it leads to.</returns>
    public Firing Firing(int state, int choice)
    {
        var next = new SuccessorBuffer(session.StateBytes);
        session.Workers[0].Successors(index.Address(state), next);
        return new Firing(next.Rule(choice), next.Actor(choice), choice, [.. next.State(choice)]);
    }

    /// <summary>A shortest run to a state; of a symmetric system, to one of its orbit.</summary>
    /// <param name="state">Its number.</param>
    /// <returns>The run, with the fewest changes of actor.</returns>
    public Run RunTo(int state) => new RunBuilder(session).To(State(state).ToArray(), Depth(state));

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private static StateGraph Of(ExplorerOptions options, Func<ExplorerOptions, Session> open, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options with { ContinueAfterViolation = true, Fingerprints = false };
        var session = open(options);
        try
        {
            using var search = session.Search(options, keepsLevels: true, cancellation);
            return new StateGraph(session, search.Stopped);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private EdgeBlock Connect(Worker worker, SuccessorBuffer next, int from)
    {
        var count = Math.Min(EdgeBlock.States, States - from);
        var starts = new int[count + 1];
        var (targets, actors) = (new List<int>(), new List<byte>());
        for (var i = 0; i < count; i++)
        {
            next.Clear();
            worker.Successors(index.Address(from + i), next);
            for (var choice = 0; choice < next.Count; choice++)
            {
                worker.Identity(next.Address(choice));
                targets.Add(index.Find(next.Address(choice)));
                actors.Add((byte)next.Actor(choice));
            }

            starts[i + 1] = targets.Count;
        }

        return new EdgeBlock(starts, [.. targets], [.. actors]);
    }
}
