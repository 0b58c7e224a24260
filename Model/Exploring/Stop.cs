namespace Hmm.Model.Exploring;

/// <summary>Why a sequential run stopped.</summary>
public enum Stop
{
    /// <summary>The operation is done.</summary>
    Done,

    /// <summary>The next step may go several ways.</summary>
    Choice,

    /// <summary>The next step waits for something that nobody else will bring about.</summary>
    Blocked,
}
