using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <summary>What one run over a body found: its summary for callers, and what is decided once all bodies are known.</summary>
internal sealed class BodyResult
{
    public Summary Summary { get; set; } = Summary.Nothing;

    public List<Finding> Findings { get; } = [];

    public List<Need> Needs { get; } = [];

    public List<Edge> Edges { get; } = [];

    public List<CallSite> Calls { get; } = [];

    public List<Access> Accesses { get; } = [];

    public List<Leak> Leaks { get; } = [];

    /// <summary>Fields that can be assigned again, and where they are locked on.</summary>
    public List<(ISymbol Member, Location At)> LockedMembers { get; } = [];

    /// <summary>Fields that are given another object after construction.</summary>
    public List<(ISymbol Member, Location At)> Reassigned { get; } = [];

    /// <summary>Asynchronous acquisitions, and whether they are awaited here.</summary>
    public Dictionary<Location, (Lock Lock, bool IsAwaited)> Pending { get; } = [];

    /// <summary>Step lists, by what running them does.</summary>
    public List<Value.Described> Described { get; } = [];

    /// <summary>Step lists that are part of another.</summary>
    public List<Value.Described> Spliced { get; } = [];

    /// <summary>Code that others may run at any time.</summary>
    public HashSet<Body> Released { get; } = [];

    /// <summary>Methods that others may run at any time.</summary>
    public HashSet<IMethodSymbol> ReleasedMethods { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Something to report.</summary>
    public sealed record Finding(DiagnosticDescriptor Rule, Location At, Items<Location> More, Items<object> Arguments, bool IsLive = false)
    {
        public DiagnosticSeverity? Severity { get; init; }

        /// <summary>0 when proved, 1 when it holds for some instances of the classes, 2 for advice.</summary>
        public int Certainty { get; init; } = Rule.DefaultSeverity == DiagnosticSeverity.Info ? 2 : 0;
    }

    /// <summary>A finding that is void when all callers hold the lock.</summary>
    public sealed record Need(Lock Lock, LockMode Mode, Finding Finding, NeedKind Kind);

    public enum NeedKind { Held, Release, ReleaseDeclared, ReleaseTwice, Instance, Class }

    /// <summary>One lock acquired while another is held.</summary>
    public sealed record Edge(Held Outer, Lock Inner, LockMode Mode, Items<Held> All, Location At, Items<Step> Chain, Body Body)
    {
        /// <summary>How the two instances of one class are ordered.</summary>
        public InstanceOrder Order { get; init; } = InstanceOrder.None;
    }

    /// <summary>A call of a body of this compilation, with what is held in the callee's terms.</summary>
    public sealed record CallSite(Body Target, Items<Held> Held, Location At, bool IsOnSelf);

    /// <summary>A use of a member that may be guarded.</summary>
    public sealed record Access(ISymbol Member, Value Owner, bool IsWrite, Items<Held> Held, Location At, Body Body);

    /// <summary>A lock that is still held where the body ends.</summary>
    public sealed record Leak(Held Held, Location LeavesAt, bool ByException, bool OnEveryPath);
}
