namespace Stateless.Reflection;

/// <summary>A way to a known state.</summary>
public class FixedTransitionInfo : TransitionInfo
{
    internal FixedTransitionInfo(TriggerInfo trigger, StateInfo destination, IEnumerable<InvocationInfo> guards, bool isInternal)
        : base(trigger, guards)
    {
        DestinationState = destination;
        IsInternalTransition = isInternal;
    }

    /// <summary>Where the way leads.</summary>
    public StateInfo DestinationState { get; }
}
