using Hmm.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Flow;

/// <content>Branches, loops, jumps and exceptions.</content>
internal sealed partial class Machine
{
    private const int MostRounds = 6;

    private List<Outcome>? Flow(Node node, State state)
    {
        switch (node)
        {
            case Node.Sequence sequence:
                return RunSequence(sequence, state);
            case Node.Logical logical:
                var (yes, no) = Split(logical, state);
                return [.. yes.Select(s => new Outcome(s, Value.Constant.True)), .. no.Select(s => new Outcome(s, Value.Constant.False))];
            case Node.Conditional conditional:
                return RunConditional(conditional, state);
            case Node.Coalesce coalesce:
                return Then(coalesce.Value, state, o => Coalesce(coalesce, o));
            case Node.Access access:
                return Then(access.Target, state, o => RunAccess(access, o));
            case Node.Choice choice:
                return RunChoice(choice, state);
            case Node.Loop loop:
                return Ends(RunLoop(loop, state));
            case Node.ForEach each:
                return RunForEach(each, state);
            case Node.Try attempt:
                return Ends(RunTry(attempt, state));
            case Node.Labelled labelled:
                return Ends(RunLabelled(labelled, state));
            default:
                return Leaves(node, state);
        }
    }

    // What does not go on to the next statement.
    private List<Outcome>? Leaves(Node node, State state)
    {
        switch (node)
        {
            case Node.Jump jump:
                exits.Jump(state, jump.Target);
                return [];
            case Node.Return back:
                foreach (var outcome in Evaluate(back.Value, state))
                {
                    record.ReturnValue(outcome, back);
                    exits.Return(outcome.State, back.Value is null ? Value.Constant.Null : outcome.Value, back.At);
                }

                return [];
            case Node.Throw thrown:
                foreach (var outcome in Evaluate(thrown.Value, state))
                {
                    exits.Throw(outcome.State, thrown.At);
                }

                return [];
            default:
                return null;
        }
    }

    private static List<Outcome> Ends(List<State> states) => [.. states.Select(s => new Outcome(s, Value.Unknown))];

    private List<Outcome> RunSequence(Node.Sequence sequence, State state)
    {
        IReadOnlyList<State> states = [state];
        for (var i = 0; i < sequence.Items.Length - 1; i++)
        {
            states = Run(sequence.Items[i], states);
        }

        return [.. states.SelectMany(s => Evaluate(sequence.Items[sequence.Items.Length - 1], s))];
    }

    private List<Outcome> RunConditional(Node.Conditional conditional, State state)
    {
        var (yes, no) = Split(conditional.Condition, state);
        return [.. yes.SelectMany(s => Evaluate(conditional.WhenTrue, s)), .. no.SelectMany(s => Evaluate(conditional.WhenFalse, s))];
    }

    private IEnumerable<Outcome> Coalesce(Node.Coalesce node, Outcome value)
    {
        var isNull = Compare(Value.RelationKind.Equal, value.Value, Value.Constant.Null);
        if (Assume(new(value.State, isNull), truth: false) is { } present)
        {
            yield return new(present, value.Value);
        }

        if (Assume(new(value.State, isNull), truth: true) is { } absent)
        {
            foreach (var outcome in Evaluate(node.WhenNull, absent))
            {
                yield return outcome;
            }
        }
    }

    private IEnumerable<Outcome> RunAccess(Node.Access access, Outcome target)
    {
        var results = new List<Outcome>();
        var isNull = Compare(Value.RelationKind.Equal, target.Value, Value.Constant.Null);
        if (Assume(new(target.State, isNull), truth: false) is { } present)
        {
            var before = subject;
            subject = target.Value;
            results.AddRange(Evaluate(access.Body, present));
            subject = before;
        }

        if (Assume(new(target.State, isNull), truth: true) is { } absent)
        {
            results.Add(new(absent, Value.Constant.Null));
        }

        return results;
    }

    private List<Outcome> RunChoice(Node.Choice choice, State state)
    {
        var results = new List<Outcome>();
        IReadOnlyList<State> remaining = Run(choice.Value, [state]);
        foreach (var (condition, arm) in choice.Arms)
        {
            var rest = new List<State>();
            foreach (var at in remaining)
            {
                var (yes, no) = condition is null ? ([at], [at]) : Split(condition, at);
                results.AddRange(yes.SelectMany(s => Evaluate(arm, s)));
                rest.AddRange(no);
            }

            remaining = StateSet.Join(rest);
        }

        if (!choice.IsExhaustive)
        {
            results.AddRange(Ends([.. remaining]));
        }

        results.AddRange(Ends(exits.Take(choice.Exit)));
        return results;
    }

    private List<State> RunLoop(Node.Loop loop, State state)
    {
        var left = new List<State>();
        var seen = new List<State>();
        IReadOnlyList<State> incoming = [Loosen(loop.Step, state)];
        loopDepth++;
        for (var round = 0; round < MostRounds && incoming.Count > 0; round++)
        {
            var fresh = incoming.Where(s => !seen.Any(k => StateSet.Covers(k, s))).ToList();
            seen.AddRange(fresh);
            var next = new List<State>();
            foreach (var start in fresh)
            {
                var (enters, leaves) = loop.TestsFirst && loop.Condition is not null ? Split(loop.Condition, start) : ([start], []);
                left.AddRange(leaves);
                var ends = Run(loop.Body, enters);
                ends.AddRange(exits.Take(loop.Continue));
                ends = Run(loop.Step, StateSet.Join(ends));
                foreach (var end in ends)
                {
                    var (again, done) = loop.TestsFirst || loop.Condition is null ? ([end], []) : Split(loop.Condition, end);
                    next.AddRange(again);
                    left.AddRange(done);
                }
            }

            incoming = StateSet.Join(next);
        }

        loopDepth--;
        left.AddRange(exits.Take(loop.Exit));
        return StateSet.Join(left);
    }
}
