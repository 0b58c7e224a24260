using Xunit.Abstractions;
using Xunit.Sdk;

namespace FsCheck.Xunit;

/// <summary>Tells xunit that a property is one test case. Named by <see cref="PropertyAttribute"/>.</summary>
/// <param name="messages">Where xunit wants its diagnostics.</param>
public sealed class PropertyDiscoverer(IMessageSink messages) : IXunitTestCaseDiscoverer
{
    /// <summary>Makes the one test case.</summary>
    /// <param name="discoveryOptions">How the case is to be displayed.</param>
    /// <param name="testMethod">The property.</param>
    /// <param name="factAttribute">Its attribute.</param>
    /// <returns>The case.</returns>
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
    [
        new PropertyTestCase(
            messages, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod),
    ];
}
