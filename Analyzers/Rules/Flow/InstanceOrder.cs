namespace Hmm.Analyzers.Flow;

/// <summary>How two nested locks of one class are known to be ordered.</summary>
/// <param name="Kind">Which way, if any.</param>
/// <param name="Key">By what: a key's name, or the link that leads from the outer to the inner.</param>
internal sealed record InstanceOrder(InstanceOrderKind Kind, string Key)
{
    public static readonly InstanceOrder None = new(InstanceOrderKind.None, string.Empty);
}
