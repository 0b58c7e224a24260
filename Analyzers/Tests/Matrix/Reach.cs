namespace Hmm.Analyzers.Tests.Matrix;

/// <summary>How the code gets to the inner locks.</summary>
internal enum Reach { Direct, Call, Virtual, Lambda, LocalFunction, Wrapper, Guard, Argument, Async, Tried }
