namespace Hmm.Model.Exploring.Recording;

/// <summary>One call of one thread in a section in which several threads ran at once.</summary>
/// <remarks>Begin and end are ticks of one counter for the whole section: a call whose end is less than the begin of another came first;
/// otherwise they overlapped.</remarks>
/// <param name="Begin">Tick before the call was made.</param>
/// <param name="End">Tick after it had returned; greater than <paramref name="Begin"/>.</param>
/// <param name="Call">What was asked.</param>
/// <param name="Result">What it answered.</param>
public sealed record ThreadCall(long Begin, long End, Call Call, CallResult Result);
