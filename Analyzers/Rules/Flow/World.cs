using Hmm.Analyzers.Lowering;
using Hmm.Analyzers.Whole;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <summary>What a run over one body may ask about everything else.</summary>
internal abstract class World(CodeBase code, LockIdentifier locks)
{
    public CodeBase Code { get; } = code;

    public LockIdentifier Locks { get; } = locks;

    /// <summary>Whether all bodies are known; while typing they are not.</summary>
    public virtual bool IsWhole => false;

    public virtual Summary? SummaryOf(Body body) => null;

    /// <summary>What another assembly tells about its member; null when it tells nothing.</summary>
    public Summary? FactsOf(IMethodSymbol method) => Code.Facts.Of(method);

    /// <summary>The bodies that a call may run; empty when none is known.</summary>
    public virtual Items<Body> TargetsOf(IMethodSymbol method, bool isVirtual, Value receiver) => [];

    /// <summary>The code that a member or parameter may hold, and whether that is all.</summary>
    public virtual (Items<Value.Code> Known, bool IsComplete) CodeIn(ISymbol holder) => ([], false);

    /// <summary>What wakes those who wait for the member.</summary>
    public virtual Items<Summary.Signal> SignalsOf(ISymbol? member) => [];

    /// <summary>The work behind a member that only ever holds one kind; else null.</summary>
    public virtual Value? SoleValueOf(ISymbol member) => null;

    /// <summary>The locks inside which others always run the body.</summary>
    public virtual Items<Lock> Around(Body body) => [];

    /// <summary>The initializer of a type, when it does something with locks.</summary>
    public virtual Summary? InitializerOf(INamedTypeSymbol type) => null;
}
