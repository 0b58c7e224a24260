using Stateless.Reflection;

namespace Stateless;

/// <content>What is configured for one state.</content>
public partial class StateMachine<TState, TTrigger>
{
    internal sealed class Node(TState state)
    {
        private readonly List<TTrigger> triggers = [];
        private readonly Dictionary<TTrigger, List<Handler>> handlers = [];

        public TState State => state;

        public Node? Superstate { get; set; }

        public List<Node> Substates { get; } = [];

        public List<EntryAction> EntryActions { get; } = [];

        public List<ExitAction> ExitActions { get; } = [];

        public IEnumerable<Handler> Handlers => triggers.SelectMany(trigger => handlers[trigger]);

        public void Add(Handler handler)
        {
            if (!handlers.TryGetValue(handler.Trigger, out var same))
            {
                handlers.Add(handler.Trigger, same = []);
                triggers.Add(handler.Trigger);
            }

            same.Add(handler);
        }

        public bool IsWithin(TState other) => state.Equals(other) || Superstate?.IsWithin(other) == true;

        /// <summary>The handler here or in a superstate; where all guards say no, the outermost one that knows the trigger.</summary>
        public Found? Find(TTrigger trigger)
        {
            var here = FindHere(trigger);
            return here is { IsMet: true } ? here : Superstate?.Find(trigger) ?? here;
        }

        public void Enter(Transition transition)
        {
            if (!transition.IsReentry)
            {
                if (Includes(transition.Source))
                {
                    return;
                }

                Superstate?.Enter(transition);
            }

            foreach (var action in EntryActions.Where(action => action.Concerns(transition.Trigger)))
            {
                action.Run(transition);
            }
        }

        public void Exit(Transition transition)
        {
            if (!transition.IsReentry && Includes(transition.Destination))
            {
                return;
            }

            foreach (var action in ExitActions)
            {
                action.Run(transition);
            }

            if (!transition.IsReentry)
            {
                Superstate?.Exit(transition);
            }
        }

        public StateInfo Describe() => new(
            state,
            [.. Handlers.Where(handler => handler.Kind == HandlerKind.Ignored)
                .Select(handler => new IgnoredTransitionInfo(new TriggerInfo(handler.Trigger), handler.GuardMethods))],
            [.. EntryActions.Select(action => action.Info)],
            [.. ExitActions.Select(action => action.Method)]);

        public void Relate(StateInfo info, Dictionary<TState, StateInfo> infos)
        {
            info.Superstate = Superstate is null ? null : infos[Superstate.State];
            info.Substates = [.. Substates.Select(node => infos[node.State])];
            info.FixedTransitions =
            [
                .. from trigger in triggers
                   from kind in new[] { HandlerKind.Transition, HandlerKind.Reentry, HandlerKind.Internal }
                   from handler in handlers[trigger]
                   where handler.Kind == kind
                   select new FixedTransitionInfo(
                       new TriggerInfo(trigger), infos[handler.Destination], handler.GuardMethods, kind == HandlerKind.Internal),
            ];
        }

        private bool Includes(TState other) => state.Equals(other) || Substates.Exists(node => node.Includes(other));

        private Found? FindHere(TTrigger trigger)
        {
            if (!handlers.TryGetValue(trigger, out var candidates))
            {
                return null;
            }

            var judged = candidates.ConvertAll(handler => new Found(handler, handler.Unmet()));
            var met = judged.FindAll(found => found.IsMet);
            return met.Count switch
            {
                0 => new Found(judged[0].Handler, [.. judged.SelectMany(found => found.Unmet).Distinct()]),
                1 => met[0],
                _ => throw new InvalidOperationException(
                    $"Multiple permitted exit transitions are configured from state '{state}' for trigger '{trigger}'. "
                    + "Guard clauses must be mutually exclusive."),
            };
        }
    }
}
