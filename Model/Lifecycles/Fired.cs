namespace Hmm.Model.Lifecycles;

/// <summary>The set of lifecycle transitions that a recording world has seen: what a recorded trace can vouch for.</summary>
public static class Fired
{
    private const int PageBits = 320;
    private const int DeviceFrameFirst = PageBits;
    private const int MigrationEntryFirst = DeviceFrameFirst + 16;
    private const int SubscriptionFirst = MigrationEntryFirst + 24;

    /// <summary>Bits in the set.</summary>
    public const int Bits = SubscriptionFirst + 16;

    /// <summary>The bit of a page's transition.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="on">The trigger.</param>
    /// <returns>The bit.</returns>
    public static int Bit(PageState state, PageTrigger on) => ((int)state * PageTriggers) + (int)on;

    /// <summary>The bit of a device frame's transition.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="on">The trigger.</param>
    /// <returns>The bit.</returns>
    public static int Bit(DeviceFrameState state, DeviceFrameTrigger on) => DeviceFrameFirst + ((int)state * 5) + (int)on;

    /// <summary>The bit of a migration entry's transition.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="on">The trigger.</param>
    /// <returns>The bit.</returns>
    public static int Bit(MigrationEntryState state, MigrationEntryTrigger on) => MigrationEntryFirst + ((int)state * 6) + (int)on;

    /// <summary>The bit of a subscription's transition.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="on">The trigger.</param>
    /// <returns>The bit.</returns>
    public static int Bit(SubscriptionState state, SubscriptionTrigger on) => SubscriptionFirst + ((int)state * 5) + (int)on;

    /// <summary>Whether a transition was taken.</summary>
    /// <param name="world">The world.</param>
    /// <param name="bit">The transition's bit.</param>
    /// <returns>True when it was.</returns>
    public static bool Has(in World world, int bit) => (world.Fired[bit >> 6] >> (bit & 63) & 1) != 0;

    /// <summary>Empties the set.</summary>
    /// <param name="world">The world.</param>
    internal static void Clear(ref World world) => world.Fired = default;

    /// <summary>Notes a transition in a world that records.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="bit">The transition's bit.</param>
    internal static void Note(Draft draft, int bit)
    {
        if (draft.World.IsRecording)
        {
            draft.World.Fired[bit >> 6] |= 1UL << (bit & 63);
        }
    }

    private const int PageTriggers = 23;
}
