using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace FsCheck.Xunit;

/// <summary>One property as xunit's test case.</summary>
public sealed class PropertyTestCase : XunitTestCase
{
    /// <summary>For xunit, which fills it from its serialized form.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Called by xunit alone.")]
    public PropertyTestCase()
    {
    }

    internal PropertyTestCase(
        IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions displayOptions, ITestMethod testMethod)
        : base(messages, display, displayOptions, testMethod)
    {
    }

    /// <summary>Runs the property.</summary>
    /// <param name="diagnosticMessageSink">Where xunit wants its diagnostics.</param>
    /// <param name="messageBus">Where xunit wants the results.</param>
    /// <param name="constructorArguments">For the test class.</param>
    /// <param name="aggregator">Collects what went wrong.</param>
    /// <param name="cancellationTokenSource">Stops the run.</param>
    /// <returns>The summary.</returns>
    public override Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink,
        IMessageBus messageBus,
        object[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource)
    {
        // xunit refuses a call with fewer arguments than parameters; FsCheck fills them in later.
        var arguments = new object[TestMethod.Method.GetParameters().Count()];
        return new PropertyTestCaseRunner(
            this, DisplayName, SkipReason, constructorArguments, arguments, messageBus, aggregator, cancellationTokenSource).RunAsync();
    }
}
