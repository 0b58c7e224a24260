namespace Hmm.Annotations;

/// <summary>What is known about the locking of an unannotated public member. Generated.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class LockSummaryAttribute : Attribute
{
    /// <summary>Declares it.</summary>
    /// <param name="member">The documentation identifier of the member.</param>
    /// <param name="facts">The facts, in the schema that <see cref="Version"/> numbers.</param>
    public LockSummaryAttribute(string member, string facts)
    {
        Member = member;
        Facts = facts;
    }

    /// <summary>The documentation identifier of the member.</summary>
    public string Member { get; }

    /// <summary>The facts.</summary>
    public string Facts { get; }

    /// <summary>The version of the schema.</summary>
    public int Version { get; set; }
}
