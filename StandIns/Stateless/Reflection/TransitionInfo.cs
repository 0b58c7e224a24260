namespace Stateless.Reflection;

/// <summary>What one handler of a state does.</summary>
public abstract class TransitionInfo
{
    private protected TransitionInfo(TriggerInfo trigger, IEnumerable<InvocationInfo> guards)
    {
        Trigger = trigger;
        GuardConditionsMethodDescriptions = [.. guards];
    }

    /// <summary>The trigger that is handled.</summary>
    public TriggerInfo Trigger { get; }

    /// <summary>The guards, none when there is no condition.</summary>
    public IEnumerable<InvocationInfo> GuardConditionsMethodDescriptions { get; }

    /// <summary>Whether the state stays and neither exit nor entry actions run.</summary>
    public bool IsInternalTransition { get; private protected init; }
}
