namespace Hmm.Model.Memory;

/// <summary>How far the life of a device's memory is.</summary>
public enum DevicePhase : byte
{
    /// <summary>Its memory is registered and may be allocated.</summary>
    Online,

    /// <summary>Not registered, or no longer.</summary>
    Offline,

    /// <summary>It is being registered: not all of its pages may be allocated yet.</summary>
    Arriving,

    /// <summary>It is being unregistered: its pages are driven out and none may be allocated.</summary>
    Draining,

    /// <summary>It was torn out: nothing can be read from it any more.</summary>
    Lost,
}
