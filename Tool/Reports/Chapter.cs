namespace Hmm.Tool.Reports;

/// <summary>A chapter of the catalogue.</summary>
/// <param name="Title">Its title, which no other has.</param>
/// <param name="Text">Markdown, the title included.</param>
internal sealed record Chapter(string Title, string Text);
