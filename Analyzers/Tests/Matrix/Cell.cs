using System.Text;
using System.Text.RegularExpressions;

namespace Hmm.Analyzers.Tests.Matrix;

/// <summary>One class of the matrix: a shape, written with a primitive, reached in a way.</summary>
internal sealed record Cell(Shape Shape, LockStyle Style, Reach Reach)
{
    private readonly List<string> members = [];

    public static IEnumerable<Cell> All =>
        from style in LockStyle.All
        from shape in Shape.All
        from reach in Enum.GetValues<Reach>()
        where Makes(style, reach)
        select new Cell(shape, style, reach);

    public string Name => $"{Style.Name}_{Shape.Name}_{Reach}";

    /// <summary>The rule that must speak up; null where nothing can go wrong.</summary>
    public string? Expected => !new Interleavings(Shape, Style, Reach == Reach.Tried).CanFail() ? null
        : Shape.Threads.Length == 1 ? "HMM1101" : "HMM1002";

    /// <summary>The class; a meeting point stands after the first lock of each thread.</summary>
    /// <param name="meeting">The statement that lets each thread wait for the others; empty for none.</param>
    public string Code(string meeting)
    {
        members.Clear();
        var text = new StringBuilder($"public class {Name}\n{{\n");
        foreach (var name in Shape.Locks)
        {
            text.Append($"    public {Style.Type} {name} = {Style.Creation};\n");
        }

        for (var i = 0; i < Shape.Threads.Length; i++)
        {
            var isAsync = Reach == Reach.Async;
            members.Add($"public {(isAsync ? "async Task" : "void")} Thread{i}()\n{{\n{Body(Shape.Threads[i], 0, meeting)}\n}}");
        }

        members.AddRange(Helpers());
        return text.Append(string.Join("\n", members)).Append("\n}\n").ToString();
    }

    private static bool Makes(LockStyle style, Reach reach) => reach switch
    {
        Reach.Async => style.EnterAsync.Length > 0,
        Reach.Tried => style.Try.Length > 0,
        Reach.Guard or Reach.Argument or Reach.Wrapper => !style.IsValue,
        _ => true,
    };

    // The rest of a thread from one step on: what stands between an acquisition and its release is its block.
    private string Body(string steps, int depth, string meeting)
    {
        if (steps.Length == 0)
        {
            return string.Empty;
        }

        var close = Close(steps);
        var (name, inner, rest) = (steps[0], steps[1..close], steps[(close + 1)..]);
        var block = (depth == 0 ? meeting : string.Empty) + Body(inner, depth + 1, meeting);
        return Acquired(name, block, depth) + Body(rest, depth, meeting);
    }

    private static int Close(string steps)
    {
        var depth = 0;
        for (var i = 0; ; i++)
        {
            depth += char.ToUpperInvariant(steps[i]) == steps[0] ? char.IsUpper(steps[i]) ? 1 : -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }
    }

    private string Acquired(char name, string block, int depth)
    {
        var code = Reach switch
        {
            Reach.Async => $"{Style.EnterAsync}\ntry\n{{\n{block}\n}}\nfinally\n{{\n{Style.Exit}\n}}\n",
            Reach.Tried when depth > 0 => $"if ({Style.Try})\n{{\ntry\n{{\n{block}\n}}\nfinally\n{{\n{Style.Exit}\n}}\n}}\n",
            Reach.Wrapper => $"Enter(X);\ntry\n{{\n{block}\n}}\nfinally\n{{\nLeave(X);\n}}\n",
            Reach.Guard => $"using (new Guard(X))\n{{\n{block}\n}}\n",
            _ when Style.Block.Length > 0 => $"{Style.Block}\n{{\n{block}\n}}\n",
            _ when Style.IsValue => $"var tX = false;\ntry\n{{\nX.Enter(ref tX);\n{block}\n}}\nfinally\n{{\n{Style.Exit}\n}}\n",
            _ => $"{Style.Enter}\ntry\n{{\n{block}\n}}\nfinally\n{{\n{Style.Exit}\n}}\n",
        };
        code = code.Replace("tX", $"t{depth}X");
        return depth == 0 ? Named(code, name) : Wrapped(code, name);
    }

    // What the outer block says instead of the code itself.
    private string Wrapped(string code, char name)
    {
        var method = $"M{members.Count}";
        switch (Reach)
        {
            case Reach.Call:
                members.Add($"private void {method}()\n{{\n{Named(code, name)}}}");
                return $"{method}();\n";
            case Reach.Virtual:
                members.Add($"protected virtual void {method}()\n{{\n{Named(code, name)}}}");
                return $"{method}();\n";
            case Reach.Argument:
                members.Add($"private void {method}({Style.Type.Replace("readonly ", string.Empty)} x)\n{{\n{Named(code, 'x')}}}");
                return $"{method}({name});\n";
            case Reach.Async:
                members.Add($"private async Task {method}()\n{{\n{Named(code, name)}}}");
                return $"await {method}();\n";
            case Reach.Lambda:
                return $"Run(() =>\n{{\n{Named(code, name)}}});\n";
            case Reach.LocalFunction:
                return $"{method}();\nvoid {method}()\n{{\n{Named(code, name)}}}\n";
            default:
                return Named(code, name);
        }
    }

    // Blocks inside have their names already.
    private static string Named(string code, char name) => Regex.Replace(code, @"(?<=\b|\bt\d)X\b", name.ToString());

    private IEnumerable<string> Helpers()
    {
        var type = Style.Type.Replace("readonly ", string.Empty);
        return Reach switch
        {
            Reach.Lambda => ["private static void Run(Action action) => action();"],
            Reach.Wrapper => [$"private static void Enter({type} x) {{ {Named(Style.Enter, 'x')} }}",
                $"private static void Leave({type} x) {{ {Named(Style.Exit, 'x')} }}"],
            Reach.Guard => [$"private sealed class Guard : IDisposable\n{{\nprivate readonly {type} x;\n"
                + $"public Guard({type} x) {{ this.x = x; {Named(Style.Enter, 'x')} }}\n"
                + $"public void Dispose() {{ {Named(Style.Exit, 'x')} }}\n}}"],
            _ => [],
        };
    }
}
