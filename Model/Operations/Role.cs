namespace Hmm.Model.Operations;

/// <summary>Who runs an operation.</summary>
public enum Role
{
    /// <summary>A thread of the process, by an access or a system call.</summary>
    Thread,

    /// <summary>A device, through its driver.</summary>
    Device,

    /// <summary>Nobody in particular: something that may happen at any time.</summary>
    Environment,
}
