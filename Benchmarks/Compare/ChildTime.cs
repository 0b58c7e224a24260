using System.Runtime.InteropServices;

namespace Hmm.Benchmarks.Compare;

/// <summary>The processor time of the processes that this one has started and that have ended.</summary>
internal static partial class ChildTime
{
    private const double TicksPerSecond = 100;

    /// <summary>The time so far, in seconds, the system's share included; 0 where it is not known.</summary>
    public static double Seconds => OperatingSystem.IsLinux() && Times(out var times) != -1
        ? (times.ChildUser + times.ChildSystem) / TicksPerSecond
        : 0;

    [LibraryImport("libc", EntryPoint = "times")]
    private static partial nint Times(out ProcessTimes times);

    [StructLayout(LayoutKind.Sequential)]
    private struct ProcessTimes
    {
        public nint User;
        public nint System;
        public nint ChildUser;
        public nint ChildSystem;
    }
}
