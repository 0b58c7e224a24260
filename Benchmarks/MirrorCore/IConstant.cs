namespace Hmm.Benchmarks.MirrorCore;

/// <summary>A number that is a type, so that the compiled code knows it.</summary>
internal interface IConstant
{
    static abstract int Value { get; }
}
