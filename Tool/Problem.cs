namespace Hmm.Tool;

/// <summary>Something that the user can mend, told in four parts.</summary>
/// <param name="What">What is wrong, in one sentence.</param>
/// <param name="Where">The file and line, or the option.</param>
/// <param name="Why">Why that is wrong: what was expected.</param>
/// <param name="Next">What to do about it.</param>
internal sealed record Problem(string What, string Where, string Why, string Next)
{
    /// <summary>The four parts as they are printed.</summary>
    /// <returns>Four lines.</returns>
    public override string ToString() => $"""
        error: {What}
          where  {Where}
          why    {Why}
          next   {Next}
        """;
}
