namespace Hmm.Analyzers;

/// <summary>Builds <see cref="Items{T}"/>.</summary>
internal static class Items
{
    public static Items<T> Of<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    public static Items<T> ToItems<T>(this IEnumerable<T> items) => new([.. items]);

    public static bool SameAs<T>(this Items<T> items, Items<T> others)
        where T : IEquatable<T>
    {
        if (items.Length != others.Length)
        {
            return false;
        }

        for (var i = 0; i < items.Length; i++)
        {
            if (!items[i].Equals(others[i]))
            {
                return false;
            }
        }

        return true;
    }
}
