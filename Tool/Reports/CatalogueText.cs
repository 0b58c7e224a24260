using System.Globalization;
using System.Text;
using Hmm.Model;
using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Operations;
using Hmm.Model.Protocols;

namespace Hmm.Tool.Reports;

/// <summary>The catalogue: operations with their steps and locks, lifecycles, lock order, claims. It is the documentation of the
/// model.</summary>
internal static class CatalogueText
{
    /// <summary>One operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <returns>Markdown.</returns>
    public static string Of(Operation<World> operation)
    {
        var text = new StringBuilder($"# {operation.Name}\n\n{operation.Rule} Run by {Who(operation.Role)}.\n\n");
        for (var i = 0; i < operation.Steps.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i + 1}. {Of(operation.Steps[i])}\n");
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>A lifecycle with its diagram.</summary>
    /// <typeparam name="TState">Its states.</typeparam>
    /// <typeparam name="TTrigger">Its triggers.</typeparam>
    /// <param name="life">The lifecycle.</param>
    /// <returns>Markdown.</returns>
    public static string Of<TState, TTrigger>(Lifecycle<TState, TTrigger> life)
        where TState : struct, Enum
        where TTrigger : struct, Enum
    {
        var text = new StringBuilder($"# {life.Name}\n\n| from | on | to |\n|---|---|---|\n");
        foreach (var transition in life.Transitions)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {transition.From} | {transition.On} | {transition.To} |\n");
        }

        return text.Append("\n```mermaid\n").Append(life.ToMermaid().ReplaceLineEndings("\n").Trim()).Append("\n```").ToString();
    }

    /// <summary>The lock order.</summary>
    /// <returns>Markdown.</returns>
    public static string Locks()
    {
        var text = new StringBuilder("# Lock order\n\n| rank | lock | kind | guards |\n|--:|---|---|---|\n");
        foreach (var lockClass in LockClasses.All.OrderBy(static lockClass => lockClass.Rank))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {lockClass.Rank} | {lockClass.Name} | {lockClass.Kind} | {lockClass.Guards} |\n");
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>What must hold, and in which scopes it is explored.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <returns>Markdown.</returns>
    public static string Claims(Protocol protocol)
    {
        var text = new StringBuilder($"# {protocol.Name}\n\n{protocol.Rule}\n\n| claim | statement |\n|---|---|\n");
        foreach (var invariant in protocol.Invariants)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {invariant.Id} | {invariant.Statement} |\n");
        }

        text.Append("\n| scope | extent | what its actors do |\n|---|---|---|\n");
        foreach (var scope in Scopes.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {scope.Name} | {scope.Scope} | {scope.Purpose} |\n");
        }

        return text.ToString().TrimEnd();
    }

    private static string Of(Step<World> step)
    {
        var text = new StringBuilder(step.IsLocal ? $"({step.Label})" : $"**{step.Label}**");
        Add(text, "takes", step.Takes);
        Add(text, "releases", step.Releases);
        Add(text, "under", step.Within);
        Add(text, "tries", step.Tries);
        Add(text, "either", step.Arms);
        foreach (var jump in step.Jumps)
        {
            text.Append(CultureInfo.InvariantCulture, $"; {(jump.Condition is null ? "then" : "may go")} to *{jump.Label}*");
        }

        if (step.Source.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" `{step.Source}`");
        }

        return step.Note.Length == 0 ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $"\n   {step.Note}").ToString();
    }

    private static void Add<T>(StringBuilder text, string word, System.Collections.Immutable.ImmutableArray<T> things)
    {
        if (!things.IsEmpty)
        {
            text.Append(CultureInfo.InvariantCulture, $"; {word} {string.Join(", ", things)}");
        }
    }

    private static string Who(Role role) => role switch
    {
        Role.Thread => "a thread",
        Role.Device => "a device",
        Role.Environment => "anybody",
    };
}
