using System.Globalization;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Tool.Reports;

/// <summary>The names of the errors and signals that a call returns.</summary>
internal static class ErrorNames
{
    /// <summary>A return code with its name.</summary>
    /// <param name="kind">The call: an access by the CPU returns a signal, every other call an error.</param>
    /// <param name="code">0, or the negative number.</param>
    /// <returns>For instance <c>0</c>, <c>-14 EFAULT</c> or <c>-11 SIGSEGV</c>.</returns>
    public static string Describe(CallKind kind, int code)
    {
        var name = kind is CallKind.CpuRead or CallKind.CpuWrite ? Signal(-code) : Error(-code);
        return string.Create(CultureInfo.InvariantCulture, $"{code}{(name.Length == 0 ? name : " " + name)}");
    }

    private static string Signal(int number) => number switch
    {
        7 => "SIGBUS",
        11 => "SIGSEGV",
        _ => string.Empty,
    };

    private static string Error(int number) => number switch
    {
        1 => "EPERM",
        2 => "ENOENT",
        3 => "ESRCH",
        4 => "EINTR",
        5 => "EIO",
        9 => "EBADF",
        11 => "EAGAIN",
        12 => "ENOMEM",
        13 => "EACCES",
        14 => "EFAULT",
        16 => "EBUSY",
        17 => "EEXIST",
        19 => "ENODEV",
        22 => "EINVAL",
        27 => "EFBIG",
        _ => string.Empty,
    };
}
