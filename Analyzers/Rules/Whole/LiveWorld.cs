using Hmm.Analyzers.Flow;

namespace Hmm.Analyzers.Whole;

/// <summary>What is known while a single body is looked at: annotations and the framework.</summary>
internal sealed class LiveWorld(CodeBase code) : World(code, new LockIdentifier(code, new MemberAliases(code, isWhole: false)))
{
}
