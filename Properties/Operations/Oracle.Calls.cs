using Hmm.Model;
using Hmm.Model.Memory;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Operations;

/// <content>The calls that change an address space.</content>
public sealed partial class Oracle
{
    /// <summary>Does what a call on the address space does, and says what it returns.</summary>
    /// <param name="call">The call.</param>
    /// <returns>All results that are right.</returns>
    public IReadOnlyList<int> Do(Invocation call)
    {
        var at = call.Binding;
        switch (call.Operation)
        {
            case "map":
                return [Map(at)];
            case "unmap":
                Remove(at.Space, at.Page, at.End);
                return [0];
            case "protect":
                return [Protect(at)];
            case "discard":
                return [Discard(at)];
            case "move":
                return Move(at);
            case "truncate":
                Truncate(at.File, at.Count);
                return [0];
            case "fork":
                Fork(at.Space, at.To);
                return [0];
            case "exit":
                Remove(at.Space, 0, Capacity.Pages);
                return [0];
            default:
                throw new ArgumentException($"'{call.Operation}' does not change an address space.");
        }
    }

    private int Map(Binding at)
    {
        if (Enumerable.Range(at.Page, at.Count).Any(page => IsMapped(at.Space, page)))
        {
            return -17;
        }

        var (memoryObject, offset) = at.Kind switch
        {
            VmaKind.FilePrivate or VmaKind.FileShared => (at.File, at.To),
            VmaKind.AnonymousShared => (objects++, 0),
            _ => (-1, 0),
        };
        for (var i = 0; i < at.Count; i++)
        {
            memory[(at.Space, at.Page + i)] = new(at.Kind, at.Protection, memoryObject, offset + i, memoryObject < 0 ? 0 : null);
        }

        return 0;
    }

    private void Remove(int process, int start, int end)
    {
        for (var page = start; page < end; page++)
        {
            memory.Remove((process, page));
        }
    }

    /// <summary>Up to the first hole.</summary>
    private int Protect(Binding at)
    {
        for (int page = at.Page; page < at.End; page++)
        {
            if (!memory.TryGetValue((at.Space, page), out var mapped))
            {
                return -12;
            }

            memory[(at.Space, page)] = mapped with { Protection = at.Protection };
        }

        return 0;
    }

    /// <summary>Holes are reported and passed over; what a file holds is not the mapping's to throw away.</summary>
    private int Discard(Binding at)
    {
        var result = 0;
        for (int page = at.Page; page < at.End; page++)
        {
            if (memory.TryGetValue((at.Space, page), out var mapped))
            {
                memory[(at.Space, page)] = mapped with { Own = mapped.Kind == VmaKind.AnonymousPrivate ? 0 : null };
            }
            else
            {
                result = -12;
            }
        }

        return result;
    }

    /// <summary>The target goes even if the source then turns out not to be one mapping,
    /// which only the kernel's splitting and merging tells.</summary>
    private IReadOnlyList<int> Move(Binding at)
    {
        if (!IsMapped(at.Space, at.Page))
        {
            return [-14];
        }

        if (at.End > at.To && at.To + at.Count > at.Page)
        {
            return [-22];
        }

        Remove(at.Space, at.To, at.To + at.Count);
        return IsUniform(at) ? [0, -14] : [-14];
    }

    /// <summary>What a move does that was found to succeed.</summary>
    /// <param name="at">Its arguments.</param>
    public void Moved(Binding at)
    {
        for (var i = 0; i < at.Count; i++)
        {
            memory[(at.Space, at.To + i)] = memory[(at.Space, at.Page + i)];
            memory.Remove((at.Space, at.Page + i));
        }
    }

    private bool IsUniform(Binding at)
    {
        var first = memory[(at.Space, at.Page)];
        return Enumerable.Range(0, at.Count).All(i =>
            memory.TryGetValue((at.Space, at.Page + i), out var mapped)
            && (mapped.Kind, mapped.Protection, mapped.Object) == (first.Kind, first.Protection, first.Object)
            && (mapped.Object < 0 || mapped.Offset == first.Offset + i));
    }

    private void Truncate(int file, int length)
    {
        lengths[file] = length;
        foreach (var key in contents.Keys.Where(key => key.Object == file && key.Offset >= length).ToList())
        {
            contents.Remove(key);
        }

        // Private copies of what is cut off go with it.
        foreach (var (key, mapped) in memory.Where(pair => pair.Value.Object == file && pair.Value.Offset >= length).ToList())
        {
            memory[key] = mapped with { Own = null };
        }
    }

    private void Fork(int parent, int child)
    {
        foreach (var (key, mapped) in memory.Where(pair => pair.Key.Process == parent).ToList())
        {
            memory[(child, key.Page)] = mapped;
        }
    }
}
