namespace Hmm.Model.Exploring;

/// <summary>What ended an exploration before it was complete.</summary>
public enum Limit
{
    /// <summary><see cref="ExplorerOptions.StatesMax"/> was reached.</summary>
    States,

    /// <summary><see cref="ExplorerOptions.BytesMax"/> was reached, or the machine has no more memory.</summary>
    Bytes,

    /// <summary><see cref="ExplorerOptions.DepthMax"/> was reached.</summary>
    Depth,

    /// <summary><see cref="ExplorerOptions.TimeMax"/> has passed.</summary>
    Time,

    /// <summary>The caller cancelled.</summary>
    Cancelled,
}
