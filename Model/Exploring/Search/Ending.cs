using System.Runtime.ExceptionServices;

namespace Hmm.Model.Exploring.Search;

/// <summary>What may end a search before it is complete: a limit, the caller, or an exception of the system.</summary>
internal sealed class Ending(ExplorerOptions options, Worker worker, Tally tally)
{
    private const int None = -1;

    private readonly bool isLimited = options.StatesMax < long.MaxValue || options.BytesMax < long.MaxValue;
    private int limit = None;
    private ExceptionDispatchInfo? failure;

    /// <summary>The limit that was met first.</summary>
    public Limit? Limit => limit == None ? null : (Limit)limit;

    /// <summary>Memory held for states and table, in bytes.</summary>
    public long Bytes => worker.Arena.Bytes + worker.Table.Bytes;

    /// <summary>A worker's view, which counts what others reserved and may not need; <see cref="IsDue"/> counts exactly.</summary>
    public bool MayBeDue => isLimited && (worker.Table.Count > options.StatesMax || Bytes > options.BytesMax);

    public void Meet(Limit met) => Interlocked.CompareExchange(ref limit, (int)met, None);

    public void Fail(Exception exception) =>
        Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);

    /// <summary>Throws what a system threw.</summary>
    public void Rethrow() => failure?.Throw();

    /// <summary>Whether the search must end, when nobody is inserting.</summary>
    public bool IsDue()
    {
        if (tally.States > options.StatesMax)
        {
            Meet(Exploring.Limit.States);
        }
        else if (Bytes > options.BytesMax)
        {
            Meet(Exploring.Limit.Bytes);
        }

        return failure is not null || limit != None;
    }

    /// <summary>Whether the table may grow; if not, that is what ends the search.</summary>
    public bool AllowsGrowth()
    {
        if (worker.Arena.Bytes + worker.Table.GrownBytes <= options.BytesMax)
        {
            return true;
        }

        Meet(Exploring.Limit.Bytes);
        return false;
    }
}
