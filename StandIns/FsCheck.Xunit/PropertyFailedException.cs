using Xunit.Sdk;

namespace FsCheck.Xunit;

/// <summary>A property does not hold, or too few cases could be tried.</summary>
public sealed class PropertyFailedException : XunitException
{
    internal PropertyFailedException(string message, Exception? cause)
        : base(Environment.NewLine + message, cause)
    {
    }
}
