namespace Hmm.Tool.Viewer;

/// <summary>HTML or SVG. What is put into it is escaped, unless it is markup itself.</summary>
/// <param name="Text">The text.</param>
internal readonly record struct Markup(string Text)
{
    /// <summary>Nothing.</summary>
    public static readonly Markup None = new(string.Empty);

    /// <summary>Markup with values put in.</summary>
    /// <param name="handler">An interpolated string.</param>
    /// <returns>The markup.</returns>
    public static Markup Of(MarkupHandler handler) => handler.Build();

    /// <summary>Pieces one after the other.</summary>
    /// <param name="pieces">The pieces.</param>
    /// <returns>All of them.</returns>
    public static Markup All(IEnumerable<Markup> pieces) => new(string.Concat(pieces.Select(static piece => piece.Text)));

    /// <inheritdoc/>
    public override string ToString() => Text;
}
