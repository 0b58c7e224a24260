using System.Reflection;
using Xunit.Sdk;

namespace VerifyXunit;

/// <summary>Remembers which test runs. The build puts it on every assembly that uses Verify.</summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Method)]
public sealed class UseVerifyAttribute : BeforeAfterTestAttribute
{
    private static readonly AsyncLocal<MethodInfo?> Running = new();

    internal static MethodInfo Current => Running.Value ?? throw new InvalidOperationException(
        "Verify was called outside a test, or on a thread that the test did not start. Call it in a method marked [Fact] or [Theory].");

    /// <summary>Called by xunit before a test.</summary>
    /// <param name="methodUnderTest">The test.</param>
    public override void Before(MethodInfo methodUnderTest) => Running.Value = methodUnderTest;

    /// <summary>Called by xunit after a test.</summary>
    /// <param name="methodUnderTest">The test.</param>
    public override void After(MethodInfo methodUnderTest) => Running.Value = null;
}
