using System.Globalization;
using System.Text;
using Hmm.Model.Claims;
using Hmm.Model.Lifecycles;
using Hmm.Model.Locking;
using Hmm.Model.Protocols;

namespace Hmm.Tool.Reports;

/// <summary>The parts of the catalogue that are not operations: lifecycles, lock order, claims.</summary>
internal static class CatalogueText
{
    /// <summary>How to read the chapters of a <see cref="Catalogue"/>.</summary>
    public const string Legend = """
        # How to read an operation

        A **step in bold** is atomic: between it and the next one in bold, any other thread or device may run. A (step in parentheses)
        runs together with the one before it: it touches nothing but the operation's own registers, or what its locks protect.

        After a step, the first *may go to* whose condition holds is taken, else the next step follows; *then to* is always taken.
        A label is looked for in its own fragment first, then around it; *done* ends the operation.

        *takes* and *releases*: a lock that is kept from step to step. *under*: one that is taken and released within the step.
        *tries*: one that the step does not wait for. *waits*: until something holds. *either*: the kernel may go several ways.

        A fragment is told once, in a chapter of its own, however often it is spliced in.
        """;

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

        AddScopes(text, protocol.Scopes);
        return text.ToString().TrimEnd();
    }

    /// <summary>What an extension asks for beside its operations: claims, witnesses, mistakes, scopes.</summary>
    /// <param name="extension">The extension.</param>
    /// <returns>Markdown.</returns>
    public static string Of(Extension extension)
    {
        var text = new StringBuilder($"# {extension.Name}\n\n{extension.Rule}\n\n{extension.Origin}\n");
        AddTable(text, "claim | statement", extension.Invariants.Select(static invariant => $"{invariant.Id} | {invariant.Statement}"));
        AddTable(text, "witness | what must be able to happen",
            extension.Witnesses.Select(static witness => $"{witness.Id} | {witness.Statement}"));
        AddMutants(text, extension.Mutants);
        AddScopes(text, extension.Scopes);
        return text.ToString().TrimEnd();
    }

    /// <summary>The mistakes that the claims of a protocol must notice.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <returns>Markdown.</returns>
    public static string Mutants(Protocol protocol)
    {
        var text = new StringBuilder($"# Mistakes in {protocol.Name}\n");
        AddMutants(text, protocol.Mutants);
        return text.ToString().TrimEnd();
    }

    private static void AddMutants(StringBuilder text, IEnumerable<Mutant> mutants) =>
        AddTable(text, "mutant | story | scope | must be noticed by", mutants.Select(static mutant =>
            $"{mutant.Name} | {mutant.Story} | {mutant.Scope} | {(mutant.Claim.Length == 0 ? "any claim" : mutant.Claim)}"));

    private static void AddScopes(StringBuilder text, IEnumerable<NamedScope> scopes) =>
        AddTable(text, "scope | extent | what its actors do",
            scopes.Select(static scope => $"{scope.Name} | {scope.Scope} | {scope.Purpose}"));

    private static void AddTable(StringBuilder text, string head, IEnumerable<string> rows)
    {
        var lines = rows.ToList();
        if (lines.Count > 0)
        {
            var rule = string.Concat(Enumerable.Repeat("|---", head.Split('|').Length));
            text.Append(CultureInfo.InvariantCulture, $"\n| {head} |\n{rule}|\n");
            lines.ForEach(line => text.Append(CultureInfo.InvariantCulture, $"| {line} |\n"));
        }
    }
}
