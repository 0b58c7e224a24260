using System.Collections.Concurrent;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Hmm.StandIns.Tests.Cases;

/// <summary>What xunit says of one test.</summary>
/// <param name="Outcome">Passed, failed or skipped.</param>
/// <param name="Words">The output; of a failure its message before that.</param>
internal sealed record Observed(string Outcome, string Words)
{
    /// <summary>Runs the tests of a class as xunit does, whether or not it would have found the class by itself.</summary>
    /// <param name="type">The class.</param>
    /// <returns>By method.</returns>
    public static IReadOnlyDictionary<string, Observed> Run(Type type)
    {
        var listener = new Listener();
        using var framework = new XunitTestFramework(listener);
        using var discoverer = framework.GetDiscoverer(Reflector.Wrap(type.Assembly));
        discoverer.Find(type.FullName, includeSourceInformation: false, listener, new Defaults());
        listener.IsDiscovered.Wait();

        using var executor = framework.GetExecutor(type.Assembly.GetName());
        executor.RunTests(listener.Cases, listener, new Defaults());
        listener.IsRun.Wait();
        return listener.Results;
    }

    private sealed class Listener : LongLivedMarshalByRefObject, IMessageSink
    {
        public List<ITestCase> Cases { get; } = [];

        public ConcurrentDictionary<string, Observed> Results { get; } = [];

        public ManualResetEventSlim IsDiscovered { get; } = new();

        public ManualResetEventSlim IsRun { get; } = new();

        public bool OnMessage(IMessageSinkMessage message)
        {
            switch (message)
            {
                case ITestCaseDiscoveryMessage discovered:
                    Cases.Add(discovered.TestCase);
                    break;
                case IDiscoveryCompleteMessage:
                    IsDiscovered.Set();
                    break;
                case ITestPassed passed:
                    Add(passed, new("passed", passed.Output));
                    break;
                case ITestFailed failed:
                    Add(failed, new("failed", string.Join('\n', failed.Messages) + failed.Output));
                    break;
                case ITestSkipped skipped:
                    Add(skipped, new("skipped", skipped.Reason));
                    break;
                case ITestAssemblyFinished:
                    IsRun.Set();
                    break;
            }

            return true;
        }

        private void Add(ITestMessage message, Observed result) => Results[message.TestMethod.Method.Name] = result;
    }

    private sealed class Defaults : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
    {
        public TValue GetValue<TValue>(string name) => default!;

        public void SetValue<TValue>(string name, TValue value)
        {
        }
    }
}
