using System.Runtime.InteropServices;

namespace Hmm.Model.Exploring.Search;

/// <summary>A growing list outside the managed heap.</summary>
internal sealed unsafe class NativeList<T> : IDisposable
    where T : unmanaged
{
    private T* items;
    private nuint capacity;

    ~NativeList() => Free();

    public long Count { get; private set; }

    public ref T this[long index] => ref items[index];

    public void Add(T item)
    {
        if ((nuint)Count == capacity)
        {
            capacity = Math.Max(16, 2 * capacity);
            items = (T*)NativeMemory.Realloc(items, capacity * (nuint)sizeof(T));
        }

        items[Count++] = item;
    }

    public void Clear() => Count = 0;

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.Free(items);
        items = null;
        capacity = 0;
        Count = 0;
    }
}
