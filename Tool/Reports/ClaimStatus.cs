namespace Hmm.Tool.Reports;

/// <summary>What a check says of a claim.</summary>
internal enum ClaimStatus
{
    /// <summary>It holds in the scope, which was explored completely.</summary>
    Holds,

    /// <summary>It is violated.</summary>
    Violated,

    /// <summary>Nothing: it was not seen to break, and not everything was seen.</summary>
    Unknown,
}
