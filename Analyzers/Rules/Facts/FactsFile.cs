using Hmm.Analyzers.Lowering;
using Hmm.Analyzers.Whole;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Facts;

/// <summary>The facts about the members of this compilation that others can see, one line each.</summary>
internal static class FactsFile
{
    public static string Write(WholeWorld world)
    {
        var lines = new List<string>();
        foreach (var pair in world.Results)
        {
            if (IsVisible(pair.Key) && pair.Key.Contract.IsEmpty && FactText.Write(pair.Value.Summary) is { Length: > 0 } text
                && pair.Key.Method!.GetDocumentationCommentId() is { } id)
            {
                lines.Add($"{id}\t{text}");
            }
        }

        return string.Join("\n", lines.OrderBy(l => l, StringComparer.Ordinal).Prepend(LockFacts.Header)) + "\n";
    }

    private static bool IsVisible(Body body)
    {
        for (ISymbol? at = body.IsLocal ? null : body.Method; at is not null and not INamespaceSymbol; at = at.ContainingSymbol)
        {
            if (at.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return body.Method is not null && !body.IsLocal;
    }
}
