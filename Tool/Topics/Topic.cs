namespace Hmm.Tool.Topics;

/// <summary>Something of the model that has a name.</summary>
/// <param name="Kind">What it is, in the plural as <c>hmm list</c> takes it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rule">What it is or says, in a sentence or two.</param>
internal sealed record Topic(string Kind, string Name, string Rule);
