namespace Hmm.Properties.Exploring;

/// <summary>A number of bits, as a type.</summary>
public interface IBits
{
    static abstract int Count { get; }
}
