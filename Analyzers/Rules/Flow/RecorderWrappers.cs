using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Bodies that acquire for their callers, and guards that release for them.</content>
internal sealed partial class Recorder
{
    // The lock is left to the callers, or to what the result releases.
    private void Wrap(Held item, List<(State State, Value Value, Location At)> with)
    {
        if (item.Guard is null && !with.All(w => IsGuardOf(w.Value, item.Lock)))
        {
            result.Leaks.Add(new(item, with[0].At, ByException: false, OnEveryPath: true));
        }

        if (item.Lock.Value is Value.Member { Owner: Value.This,
            Symbol: { DeclaredAccessibility: Accessibility.Private } member })
        {
            world.Locks.NoteWrapped(member);
        }
    }

    /// <summary>Whether a value is a new object that was given the lock, or what the lock belongs to, to release it later.</summary>
    public static bool IsGuardOf(Value value, Lock @lock) => value is Value.Product { IsNew: true, Type: { } type } product
        && type.AllInterfaces.Any(i => i.Name is "IDisposable" or "IAsyncDisposable")
        && product.Arguments.Any(a => a is not Value.Constant && a != Value.Unknown && @lock.Value.Any(v => v.Equals(a)));

    // Whether somebody other than the body can still dispose a guard.
    private bool Keeps(State state, Value result, Value guard) => result.Any(v => v.Equals(guard)) || state.Escaped.Contains(guard)
        || (guard is Value.Product product && body.Captured.Contains(NameOf(product)));
}
