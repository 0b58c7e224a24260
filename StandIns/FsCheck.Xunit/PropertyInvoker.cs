using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace FsCheck.Xunit;

/// <summary>Calls the test method many times where xunit would call it once.</summary>
internal sealed class PropertyInvoker(
    PropertyRunner runner,
    ITest test,
    IMessageBus messageBus,
    Type testClass,
    object[] constructorArguments,
    MethodInfo testMethod,
    object[] testMethodArguments,
    IReadOnlyList<BeforeAfterTestAttribute> beforeAfterAttributes,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellation)
    : XunitTestInvoker(
        test, messageBus, testClass, constructorArguments, testMethod, testMethodArguments, beforeAfterAttributes, aggregator, cancellation)
{
    // On a thread without xunit's synchronization context, for which an asynchronous property could wait for ever.
    protected override object CallTestMethod(object testClassInstance) =>
        Task.Run(() => runner.Run(TestMethod, testClassInstance));
}
