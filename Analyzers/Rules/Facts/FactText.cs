using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Flow;
using Hmm.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Facts;

/// <summary>A summary as text: clauses separated by semicolons, words by spaces.</summary>
/// <remarks><c>acquire ROOT KEY FAMILY MODE [inside ROOT KEY FAMILY MODE]...</c>, <c>gain ...</c>, <c>lose ...</c>, <c>invoke PARAMETER
/// [inside ...]...</c>,
/// <c>sleep</c>. A root is <c>this</c>, <c>static</c> or the number of a parameter.</remarks>
internal static class FactText
{
    /// <summary>Writes what callers in other assemblies can use; empty when there is nothing.</summary>
    public static string Write(Summary summary)
    {
        var clauses = new List<string>();
        clauses.AddRange(summary.Acquisitions.Where(a => a.Blocks && a.Excluder is null && Root(a.Lock.Value) is not null)
            .Select(a => "acquire " + Write(a.Lock, a.Mode) + Inside(a.Inside)));
        clauses.AddRange(summary.Invocations.Select(i => i.Target is Value.Variable { Symbol: IParameterSymbol p }
            ? $"invoke {p.Ordinal}{Inside(i.Inside)}" : null).OfType<string>());
        if (summary.Exits.Length == 1)
        {
            clauses.AddRange(summary.Exits[0].Gained.Where(h => Root(h.Lock.Value) is not null).Select(h =>
                "gain " + Write(h.Lock, h.Mode)));
            clauses.AddRange(summary.Exits[0].Lost.Where(g => Root(g.Lock.Value) is not null).Select(g => "lose " + Write(g.Lock, g.Mode)));
        }

        if (summary.Sleep.Length > 0)
        {
            clauses.Add("sleep");
        }

        return string.Join("; ", clauses.Distinct().OrderBy(c => c, StringComparer.Ordinal));
    }

    /// <summary>Reads facts; clauses of an unknown kind are skipped.</summary>
    public static Summary Parse(string member, string text)
    {
        var (acquisitions, gained, lost, invocations) = (new List<Summary.Acquisition>(), new List<Held>(), new List<State.Given>(),
            new List<Summary.Invocation>());
        var sleep = default(Items<Step>);
        var name = member.Substring(member.LastIndexOf('.', member.IndexOf('(') is var open and > 0 ? open : member.Length - 1) + 1);
        Items<Step> chain = [new Step(name, Location.None)];
        foreach (var words in text.Split(';').Select(c => c.Split([' '], StringSplitOptions.RemoveEmptyEntries)).Where(w => w.Length > 0))
        {
            switch (words[0])
            {
                case "acquire" when words.Length >= 5:
                    acquisitions.Add(new(Lock(words, 1), Mode(words[4]), Blocks: true, InsideOf(words, 5), [], IsResumed: false, chain));
                    break;
                case "gain" when words.Length >= 5:
                    gained.Add(new(Lock(words, 1), Mode(words[4]), 1, HeldOrigin.Acquired, Location.None));
                    break;
                case "lose" when words.Length >= 5:
                    lost.Add(new(Lock(words, 1), Mode(words[4]), Location.None, WasHeldHere: false));
                    break;
                case "invoke" when words.Length >= 2 && int.TryParse(words[1], out var ordinal):
                    invocations.Add(new(new Value.Argument(ordinal), InsideOf(words, 2), IsResumed: false, chain));
                    break;
                case "sleep":
                    sleep = chain;
                    break;
            }
        }

        return new Summary
        {
            Acquisitions = [.. acquisitions],
            Exits = [new(Value.Unknown, [.. gained], [.. lost])],
            Invocations = [.. invocations],
            Sleep = sleep,
            MayThrow = true,
        };
    }

    private static string Write(Lock @lock, LockMode mode) =>
        $"{Root(@lock.Value)} {@lock.Class.Key.Replace(" ", "%20")} {@lock.Family} {mode}";

    private static string Inside(Items<Held> held) =>
        string.Concat(held.Where(h => Root(h.Lock.Value) is not null).Select(h => " inside " + Write(h.Lock, h.Mode)));

    // Only what a caller can name: its receiver, its arguments, statics.
    private static string? Root(Value value)
    {
        var root = value;
        while (root is Value.Member member)
        {
            root = member.Owner;
        }

        return root switch
        {
            Value.This => "this",
            Value.Static or Value.TypeObject or Value.OfClass => "static",
            Value.Variable { Symbol: IParameterSymbol { ContainingSymbol: IMethodSymbol } parameter } =>
                parameter.Ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Value.Foreign { Owner: Value.This } => "this",
            _ => null,
        };
    }

    private static Items<Held> InsideOf(string[] words, int start)
    {
        var held = new List<Held>();
        for (var i = start; i + 4 < words.Length && words[i] == "inside"; i += 5)
        {
            held.Add(new(Lock(words, i + 1), Mode(words[i + 4]), 1, HeldOrigin.Acquired, Location.None));
        }

        return [.. held];
    }

    private static Lock Lock(string[] words, int at)
    {
        Value owner = words[at] == "this" ? new Value.Receiver() : words[at] == "static" ? Value.Constant.Null
            : new Value.Argument(int.TryParse(words[at], out var ordinal) ? ordinal : 0);
        var key = words[at + 1].Replace("%20", " ");
        var display = key.Substring(key.LastIndexOf(':') + 1);
        var id = new LockClassId(key, display, null, isSingle: words[at] == "static");
        var family = Enum.TryParse<Primitive>(words[at + 2], out var known) ? known : Primitive.Custom;
        return new(new Value.Foreign(owner, key), id, family, IsReentrant: family is not (Primitive.Semaphore or Primitive.Spin),
            family is not Primitive.Semaphore);
    }

    private static LockMode Mode(string word) => Enum.TryParse<LockMode>(word, out var mode) ? mode : LockMode.Exclusive;
}
