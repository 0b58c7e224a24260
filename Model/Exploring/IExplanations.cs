namespace Hmm.Model.Exploring;

/// <summary>How a record may have come about: the ways that agree with it, one after the other.</summary>
internal interface IExplanations
{
    /// <summary>Looks for the next way.</summary>
    /// <param name="world">Becomes the world after the record when there is one.</param>
    /// <returns>False when there is no further way.</returns>
    bool TryNext(ref World world);
}
