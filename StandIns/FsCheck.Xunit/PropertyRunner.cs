using System.Reflection;
using System.Text;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace FsCheck.Xunit;

/// <summary>Checks one property and keeps what FsCheck says of it.</summary>
internal sealed class PropertyRunner(PropertySettings settings) : IRunner
{
    private readonly StringBuilder output = new();
    private TestResult? result;

    public string Output => output.ToString();

    public void Run(MethodInfo method, object? instance)
    {
        var target = instance is null ? FSharpOption<object>.None : FSharpOption<object>.Some(instance);
        Check.Method(settings.ToConfig(this), method, target);
        var words = Runner.onFinishedToString(string.Empty, result);
        if (!result!.IsPassed)
        {
            throw new PropertyFailedException(words, (result as TestResult.Failed)?.Item4 is Outcome.Failed failed ? failed.Item : null);
        }

        Write(words);
    }

    public void OnStartFixture(Type type)
    {
    }

    public void OnArguments(int number, FSharpList<object> arguments, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every) =>
        Write(every.Invoke(number).Invoke(arguments));

    public void OnShrink(FSharpList<object> arguments, FSharpFunc<FSharpList<object>, string> everyShrink) =>
        Write(everyShrink.Invoke(arguments));

    public void OnFinished(string name, TestResult testResult) => result = testResult;

    private void Write(string words)
    {
        // Cases may run in parallel.
        lock (output)
        {
            output.Append(words);
        }
    }
}
