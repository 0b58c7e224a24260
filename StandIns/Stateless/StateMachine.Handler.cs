using Stateless.Reflection;

namespace Stateless;

/// <content>What one state does with one trigger.</content>
public partial class StateMachine<TState, TTrigger>
{
    internal enum HandlerKind
    {
        Transition,
        Reentry,
        Ignored,
        Internal,
    }

    internal sealed record Guard(Func<bool> Test, InvocationInfo Method);

    internal sealed record Handler(
        HandlerKind Kind, TTrigger Trigger, TState Destination, Guard? Guard = null, Action<Transition>? Action = null)
    {
        public IEnumerable<InvocationInfo> GuardMethods => Guard is null ? [] : [Guard.Method];

        public List<string> Unmet() => Guard is null || Guard.Test() ? [] : [Guard.Method.Description];
    }

    internal sealed record Found(Handler Handler, List<string> Unmet)
    {
        public bool IsMet => Unmet.Count == 0;
    }

    internal sealed record EntryAction(Action<Transition> Run, ActionInfo Info, Func<TTrigger, bool> Concerns);

    internal sealed record ExitAction(Action<Transition> Run, InvocationInfo Method);
}
