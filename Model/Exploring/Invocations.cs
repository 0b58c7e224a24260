using Hmm.Model.Exploring.Recording;
using Hmm.Model.Memory;
using Hmm.Model.Protocols;

namespace Hmm.Model.Exploring;

/// <summary>A recorded call in the model's terms: which operation, with which arguments.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>map, unmap, protect, dontneed, mremap, truncate, fork, exit</term>
/// <description>the system call of that name.</description></item>
/// <item><term>cpu_read, cpu_write</term><description>a load or store.</description></item>
/// <item><term>dev_read, dev_write, dev_migrate, dev_back, snapshot, exclusive, check_exclusive, reopen</term><description>commands of
/// the test driver.</description></item>
/// </list>
/// </remarks>
public static class Invocations
{
    /// <summary>Translates a recorded call.</summary>
    /// <param name="call">The call.</param>
    /// <returns>The invocation.</returns>
    public static Invocation Of(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new Invocation(Name(call.Kind), new Binding
        {
            Space = (byte)call.Process,
            Device = (byte)call.Device,
            Page = (byte)call.Page,
            Count = (byte)(call.Kind is CallKind.CpuRead or CallKind.CpuWrite ? 1 : call.Count),
            Protection = (call.Protection & 2) != 0 ? Access.Write : (call.Protection & 1) != 0 ? Access.Read : Access.None,
            Kind = call.Kind == CallKind.Map ? Kind(call.Mapping) : VmaKind.None,
            File = (byte)call.File,
            To = (byte)(call.Kind == CallKind.Map ? call.Offset : call.To),
            Value = (ushort)call.Value,
        });
    }

    private static string Name(CallKind kind) => kind switch
    {
        CallKind.Map => "map",
        CallKind.Unmap => "unmap",
        CallKind.Protect => "protect",
        CallKind.Discard => "discard",
        CallKind.CpuRead => "cpu-read",
        CallKind.CpuWrite => "cpu-write",
        CallKind.Fork => "fork",
        CallKind.Exit => "exit",
        CallKind.DeviceRead => "device-read",
        CallKind.DeviceWrite => "device-write",
        CallKind.DeviceMigrate => "migrate-to-device",
        CallKind.DeviceBack => "migrate-to-memory",
        CallKind.Snapshot => "snapshot",
        CallKind.Exclusive => "exclusive",
        CallKind.CheckExclusive => "check-exclusive",
        CallKind.Move => "move",
        CallKind.Truncate => "truncate",
        CallKind.Reopen => "reopen",
    };

    private static VmaKind Kind(MappingKind kind) => kind switch
    {
        MappingKind.AnonymousPrivate => VmaKind.AnonymousPrivate,
        MappingKind.AnonymousShared => VmaKind.AnonymousShared,
        MappingKind.FilePrivate => VmaKind.FilePrivate,
        MappingKind.FileShared => VmaKind.FileShared,
    };
}
