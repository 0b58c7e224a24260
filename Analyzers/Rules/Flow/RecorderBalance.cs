using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>What is gained and lost on the ways through a body.</content>
internal sealed partial class Recorder
{
    private readonly Dictionary<Location, (bool Held, bool NotHeld, Lock Lock)> releases = [];
    private readonly List<(State State, Value Value, Location At)> returned = [];
    private readonly List<(State State, Location At)> thrown = [];
    private readonly List<(State.Failure Failure, Location At)> failed = [];
    private readonly List<(Lock Lock, LockMode Mode, Location At, State State, bool IsTwice, bool IsDeclared)> unheld = [];

    public void Return(State state, State start, Value value, Location at)
    {
        _ = start;
        returned.Add((state, value, at));
        var hidden = value is Value.Product { IsNew: true } product && state.Escaped.Contains(product)
            ? new Value.Product(product.Site, isEarlier: false, product.Type, product.Display) : value;
        var end = new Summary.Exit(hidden, [.. state.Held.Where(h => h.Origin == HeldOrigin.Acquired)], state.Released)
        {
            Order = hidden is Value.Group or Value.Variable ? OrderIn(state) : [],
        };
        var same = ends.FindIndex(e => e.HasSameLocks(end));
        if (same >= 0 && !ends[same].Result.Equals(hidden) && (ends.Count >= 4 || !Tells(hidden) || !Tells(ends[same].Result)))
        {
            ends[same] = ends[same] with { Result = Value.Unknown, Order = [] };
        }
        else if (ends.FindIndex(e => e.IsLike(end)) is >= 0 and var like)
        {
            ends[like] = ends[like] with { Order = [.. ends[like].Order.Where(o => end.Order.Contains(o))] };
        }
        else if (ends.Count < 12)
        {
            ends.Add(end);
        }
    }

    private static Items<(Value Comparison, bool Truth)> OrderIn(State state) =>
        [.. state.Facts.Where(f => f.Key is Value.Comparison { Relation: Value.RelationKind.Less }
            && !f.Key.Any(v => v is Value.Variable { Symbol: ILocalSymbol } or Value.Product or Value.Temporary))
            .OrderBy(f => f.Key.Display, StringComparer.Ordinal).Select(f => (f.Key, f.Value))];

    public void Throw(State state, State start, Location at)
    {
        _ = start;
        thrown.Add((state, at));
    }

    public void Released(Lock @lock, Location at, bool wasHeld)
    {
        releases.TryGetValue(at, out var seen);
        releases[at] = (seen.Held || wasHeld, seen.NotHeld || !wasHeld, @lock);
    }

    public void NotHeld(Lock @lock, LockMode mode, Location at, State state, bool isDeclared) =>
        unheld.Add((@lock, mode, at, state, IsInFinally && state.Past.Contains(@lock.Value), isDeclared));

    public void WrongMode(Lock @lock, LockMode held, Location at) =>
        Report(Rules.NotHeld, at, [], isLive: true, @lock.Display, $"held in {NameOf(held)} mode");

    public void TryUnused(Lock @lock, string name, Location at) => Report(Rules.TryNotTested, at, [], isLive: true, @lock.Display, name);

    /// <summary>A release that follows an acquisition that failed.</summary>
    public void FailedButReleased(State.Failure failure, Location at)
    {
        if (failure.ByException)
        {
            Report(Rules.AcquireInsideTry, failure.At, [at], isLive: true, failure.Name, failure.Lock.Display);
        }
        else
        {
            failed.Add((failure, at));
        }
    }

    // A release that success reaches too does not ask; one that only failure reaches is the wrong way round.
    private void CheckFailed()
    {
        foreach (var (failure, at) in failed)
        {
            if (releases.TryGetValue(at, out var seen) && seen.Held)
            {
                Report(Rules.TryNotTested, failure.At, [at], isLive: true, failure.Lock.Display, failure.Name);
            }
            else
            {
                Report(Rules.NotHeld, at, [failure.At], isLive: true, failure.Lock.Display, "not held");
            }
        }
    }

    private static bool Tells(Value value) =>
        value is Value.Constant { Content: null or bool } or Value.Product { IsNew: true } or Value.Guard
            || !value.Any(v => v == Value.Unknown);

    private void CheckContract(Exits exits)
    {
        _ = exits;
        bool IsTouched(Lock l) => acquisitions.Any(a => a.Lock.IsSame(l)) || releases.Values.Any(r => r.Lock.IsSame(l));
        foreach (var item in body.Contract.Items.Where(i => !i.OnResult))
        {
            var @lock = world.Locks.Identify(item.Lock);
            foreach (var (state, value, at) in returned)
            {
                var isHeld = state.LastIndex(h => h.Lock.IsSame(@lock)) >= 0;
                var mustBeHeld = item.Clause switch
                {
                    Contract.Clause.Acquires => true,
                    Contract.Clause.Requires => !state.IsResumed || item.AcrossAwait,
                    Contract.Clause.TryAcquires => value is Value.Constant { Content: bool result } && result == item.When,
                    _ => isHeld,
                };
                var isPresent = state.Past.Contains(@lock.Value) || unheld.Any(u => u.Lock.IsSame(@lock))
                    || item.Clause is not Contract.Clause.Requires;
                if ((@lock.Family == Knowledge.Primitive.Custom || @lock.Value is Value.This) && !IsTouched(@lock))
                {
                    continue;
                }

                if (mustBeHeld && !isHeld && isPresent && !ReturnsLockOf(value, @lock) && !state.IsUncertain && body.Root is not null)
                {
                    Report(Rules.DiffersAtJoin, at, [], isLive: true, @lock.Display);
                }
                else if (isHeld && item.Clause == Contract.Clause.Releases)
                {
                    Report(Rules.NotReleased, at, [], isLive: true, @lock.Display, body.Display, Line(at), "return");
                }
            }
        }
    }

    // A guard in the result carries the lock to the caller.
    private static bool ReturnsLockOf(Value value, Lock @lock) => value.Any(v => v is Value.Guard g && g.Locks.Contains(@lock.Value))
        || value is Value.Work or Value.Pending;

    private void CheckLeaks(Exits exits)
    {
        _ = exits;
        var held = returned.SelectMany(r => r.State.Held).Concat(thrown.SelectMany(t => t.State.Held))
            .Where(h => h.Origin == HeldOrigin.Acquired && !h.IsStructured && !h.IsKept && h.Lock.Use != LockUse.Signal).ToList();
        var seen = new HashSet<(Value Lock, LockMode Mode)>();
        foreach (var item in held)
        {
            if (seen.Add((item.Lock.Value, item.Mode)) && !IsPromised(item.Lock))
            {
                CheckLeak(item);
            }
        }
    }

    private bool IsPromised(Lock @lock) => body.Contract.Items.Any(i => i.Clause is Contract.Clause.Acquires or Contract.Clause.TryAcquires
        && (i.OnResult || (world.Locks.Identify(i.Lock) is var own && (own.IsSame(@lock) || own.Class.Equals(@lock.Class)))));

    private void CheckLeak(Held item)
    {
        bool Holds(State state) => state.LastIndex(h => h.Origin == HeldOrigin.Acquired && h.Mode == item.Mode
            && h.Lock.Value.Equals(item.Lock.Value)) >= 0;

        var with = returned.Where(r => Holds(r.State)).ToList();
        var isWrapper = with.Count > 0
            && (with.Count == returned.Count
                || Correlates(with.Select(w => w.Value), returned.Where(r => !Holds(r.State)).Select(r => r.Value)));
        if (isWrapper && item.Guard is { } guard && !with.Any(w => Keeps(w.State, w.Value, guard)))
        {
            result.Leaks.Add(new(item, with[0].At, ByException: false, OnEveryPath: false));
            return;
        }

        if (isWrapper)
        {
            Wrap(item, with);
            return;
        }

        if (item.IsMany || (IsVague(item.Lock.Value) && releases.Values.Any(r => r.Lock.Class.Equals(item.Lock.Class))))
        {
            return;
        }

        if (with.Count > 0)
        {
            result.Leaks.Add(new(item, with[0].At, ByException: false, OnEveryPath: false));
        }
        else if (thrown.FirstOrDefault(t => Holds(t.State)) is { At: { } leavesAt } leak && !leak.State.IsUncertain)
        {
            result.Leaks.Add(new(item, leavesAt, ByException: true, OnEveryPath: false));
        }
    }

    private static bool IsVague(Value value) => !value.IsExact
        || value.Any(v => v is Value.Product { IsEarlier: true } or Value.Product { Source: not null } or Value.Product { Step: not 0 });

    // A result that tells whether the lock was taken: true or an object against false or null.
    private static bool Correlates(IEnumerable<Value> with, IEnumerable<Value> without)
    {
        static bool IsNothing(Value value) => value is Value.Constant { Content: null or false };
        return !with.Any(IsNothing) && without.All(IsNothing);
    }

    // The same release, held on one path and not on another, is a question of the paths; held on none, of the callers.
    private void CheckJoins()
    {
        foreach (var (@lock, mode, at, state, isTwice, isDeclared) in unheld)
        {
            var isMixed = !isTwice && releases.TryGetValue(at, out var seen) && seen.Held;
            if (isMixed && IsVague(@lock.Value))
            {
                continue;
            }

            if (isMixed && !state.IsUncertain)
            {
                var acquired = result.Leaks.Where(l => l.Held.Lock.IsSame(@lock)).Select(l => l.Held.At).ToItems();
                Report(Rules.DiffersAtJoin, at, acquired, isLive: true, @lock.Display);
            }
            else
            {
                var kind = state.Past.Contains(@lock.Value) ? BodyResult.NeedKind.ReleaseTwice
                    : isDeclared ? BodyResult.NeedKind.ReleaseDeclared : BodyResult.NeedKind.Release;
                Need(@lock, mode, kind, new(Rules.NotHeld, at, [], [@lock.Display, "not held"], IsLive: false));
            }
        }
    }
}
