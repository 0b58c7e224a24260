using Hmm.Model.Locking;

namespace Hmm.Model.Exploring;

/// <summary>A lock instance and its holders, as a person reads them.</summary>
internal static class LockText
{
    /// <summary>The name of an instance.</summary>
    public static string Name(LockClass lockClass, int instance) =>
        lockClass == LockClasses.Driver ? $"{lockClass}[d{instance / Capacity.Spaces},m{instance % Capacity.Spaces}]"
        : lockClass.Instances > 1 ? $"{lockClass}[{instance}]" : lockClass.Name;

    /// <summary>Who holds an instance; empty where nobody does.</summary>
    public static string Holders(ushort held)
    {
        if (held >> Capacity.WriterShift is var writer && writer != 0)
        {
            return $"a{writer - 1}";
        }

        var readers = new List<string>();
        for (var actor = 0; actor < Capacity.Actors; actor++)
        {
            if ((held >> actor & 1) != 0)
            {
                readers.Add($"a{actor} (read)");
            }
        }

        return string.Join(", ", readers);
    }
}
