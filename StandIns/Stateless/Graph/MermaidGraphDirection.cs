namespace Stateless.Graph;

/// <summary>The way in which a diagram grows.</summary>
public enum MermaidGraphDirection
{
    /// <summary>Downwards.</summary>
    TopToBottom,

    /// <summary>Upwards.</summary>
    BottomToTop,

    /// <summary>To the right.</summary>
    LeftToRight,

    /// <summary>To the left.</summary>
    RightToLeft,
}
