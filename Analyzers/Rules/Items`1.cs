using System.Collections;
using System.Runtime.CompilerServices;

namespace Hmm.Analyzers;

/// <summary>An immutable list that the collection expressions of this target framework can build.</summary>
[CollectionBuilder(typeof(Items), nameof(Items.Of))]
internal readonly struct Items<T>(T[]? array) : IReadOnlyList<T>
{
    private readonly T[]? array = array;

    public int Length => array?.Length ?? 0;

    public bool IsEmpty => Length == 0;

    int IReadOnlyCollection<T>.Count => Length;

    public T this[int index] => array![index];

    public Items<T> Add(T item)
    {
        var copy = new T[Length + 1];
        array?.CopyTo(copy, 0);
        copy[Length] = item;
        return new(copy);
    }

    public Items<T> AddRange(IEnumerable<T> items) => new([.. this, .. items]);

    public Items<T> RemoveAt(int index) => new([.. this.Take(index), .. this.Skip(index + 1)]);

    public Items<T> SetItem(int index, T item)
    {
        var copy = this.ToArray();
        copy[index] = item;
        return new(copy);
    }

    public Enumerator GetEnumerator() => new(array ?? []);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(array ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (array ?? []).GetEnumerator();

    /// <summary>Enumerates without allocating.</summary>
    internal struct Enumerator(T[] array)
    {
        private int index = -1;

        public readonly T Current => array[index];

        public bool MoveNext() => ++index < array.Length;
    }
}
