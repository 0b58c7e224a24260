using Hmm.Model.Locking;

namespace Hmm.Model.Operations;

/// <summary>A lock as a step takes or releases it.</summary>
/// <param name="Class">The class.</param>
/// <param name="Mode">Shared or alone.</param>
public sealed record LockUse(LockClass Class, LockMode Mode = LockMode.Write)
{
    /// <inheritdoc/>
    public override string ToString() => Mode == LockMode.Read ? $"{Class} (read)" : Class.Name;
}
