namespace VerifyTests;

/// <summary>A text is new or differs from the one in the repository.</summary>
public class VerifyException : Exception
{
    internal VerifyException(string message)
        : base(message)
    {
    }
}
