namespace Stateless;

/// <summary>What happens to a trigger that is fired while another one is being handled.</summary>
public enum FiringMode
{
    /// <summary>It is handled at once, inside the other one.</summary>
    Immediate,

    /// <summary>It waits until the other one is done; the queue outlives an exception.</summary>
    Queued,
}
