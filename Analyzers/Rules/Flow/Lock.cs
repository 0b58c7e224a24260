using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Knowledge;

namespace Hmm.Analyzers.Flow;

/// <summary>A lock as a body sees it.</summary>
/// <param name="Value">Which object.</param>
/// <param name="Class">Which place in the order.</param>
/// <param name="Family">Which rules it has.</param>
/// <param name="IsReentrant">Whether its holder may acquire it again.</param>
/// <param name="IsThreadBound">Whether the thread that acquired it must release it.</param>
/// <param name="Use">Whether a semaphore excludes others at all.</param>
internal sealed record Lock(Value Value, LockClassId Class, Primitive Family, bool IsReentrant, bool IsThreadBound,
    LockUse Use = LockUse.Exclusion)
{
    public string Display => Value is Value.Product or Value.OfClass or Value.Temporary
        || Value == Value.Unknown ? Class.Display : Value.Display;

    public bool Excludes => Use == LockUse.Exclusion;

    /// <summary>Whether the two are certainly one lock.</summary>
    public bool IsSame(Lock other) => Value.IsExact && Value.Equals(other.Value);

    public Lock With(Value value) => this with { Value = value };
}
