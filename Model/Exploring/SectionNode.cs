namespace Hmm.Model.Exploring;

/// <summary>A world on the way to an explanation of a section, and what may come next.</summary>
internal sealed class SectionNode
{
    /// <summary>The world.</summary>
    public World World;

    /// <summary>How many calls each thread has completed.</summary>
    public int[] Done = [];

    /// <summary>The step that is being tried.</summary>
    public SectionStep Taken;

    /// <summary>The option to try next.</summary>
    public int Next;

    /// <summary>What may come next, the preferred first.</summary>
    public List<SectionStep> Options { get; } = [];
}
