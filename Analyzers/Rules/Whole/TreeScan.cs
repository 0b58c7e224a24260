using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Whole;

/// <summary>Says whether a piece of source mentions locks, by its text alone: cheap, and wrong only in the harmless direction.</summary>
internal sealed class TreeScan
{
    private static readonly Regex Words = new(
        @"\block\s*\(|\bMonitor\.|Synchronized|\.Enter\w*\(|\.Wait(Async|One)?\(|\bEnterScope\b|AcquiresLock",
        RegexOptions.CultureInvariant);

    private readonly ConcurrentDictionary<SyntaxTree, bool> trees = new();

    public bool MentionsLocks(SyntaxReference reference) =>
        (trees.TryGetValue(reference.SyntaxTree, out var known) ? known
            : trees.GetOrAdd(reference.SyntaxTree, Words.IsMatch(reference.SyntaxTree.GetText().ToString())))
        && Words.IsMatch(reference.SyntaxTree.GetText().ToString(reference.Span));
}
