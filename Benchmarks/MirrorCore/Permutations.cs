namespace Hmm.Benchmarks.MirrorCore;

/// <summary>All permutations of a few things, each as the new index of every old one.</summary>
internal static class Permutations
{
    public static int[][] Of(int count)
    {
        if (count == 0)
        {
            return [[]];
        }

        // The last thing goes to any place; those at or after it move up by one.
        return [.. from rest in Of(count - 1)
                   from place in Enumerable.Range(0, count)
                   select rest.Select(index => index < place ? index : index + 1).Append(place).ToArray()];
    }
}
