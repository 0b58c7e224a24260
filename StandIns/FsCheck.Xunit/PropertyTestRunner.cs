using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace FsCheck.Xunit;

/// <summary>Runs a property and adds FsCheck's words to the test's output.</summary>
internal sealed class PropertyTestRunner(
    ITest test,
    IMessageBus messageBus,
    Type testClass,
    object[] constructorArguments,
    MethodInfo testMethod,
    object[] testMethodArguments,
    string skipReason,
    IReadOnlyList<BeforeAfterTestAttribute> beforeAfterAttributes,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellation)
    : XunitTestRunner(
        test,
        messageBus,
        testClass,
        constructorArguments,
        testMethod,
        testMethodArguments,
        skipReason,
        beforeAfterAttributes,
        aggregator,
        cancellation)
{
    private readonly PropertyRunner runner = new(PropertySettings.Of(testClass, testMethod));

    protected override async Task<Tuple<decimal, string>> InvokeTestAsync(ExceptionAggregator aggregator)
    {
        var (seconds, output) = await base.InvokeTestAsync(aggregator);
        return Tuple.Create(seconds, output + runner.Output);
    }

    protected override Task<decimal> InvokeTestMethodAsync(ExceptionAggregator aggregator) => new PropertyInvoker(
        runner,
        Test,
        MessageBus,
        TestClass,
        ConstructorArguments,
        TestMethod,
        TestMethodArguments,
        BeforeAfterAttributes,
        aggregator,
        CancellationTokenSource).RunAsync();
}
