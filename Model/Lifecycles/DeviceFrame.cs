using Hmm.Model.Memory;
using Stateless;
using static Hmm.Model.Lifecycles.DeviceFrameState;
using static Hmm.Model.Lifecycles.DeviceFrameTrigger;

namespace Hmm.Model.Lifecycles;

/// <summary>The life of a page of device memory: from the driver's free list and back, at reference count 0 (mm/memremap.c).</summary>
public static class DeviceFrame
{
    /// <summary>The compiled lifecycle.</summary>
    public static Lifecycle<DeviceFrameState, DeviceFrameTrigger> Life { get; } = new("device frame", Free, Configure);

    /// <summary>Declares what may happen to a device frame.</summary>
    /// <param name="machine">The machine to configure.</param>
    public static void Configure(StateMachine<DeviceFrameState, DeviceFrameTrigger> machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        machine.Configure(Free)
            .Permit(Allocate, Held);
        machine.Configure(Held)
            .Permit(Map, Mapped)
            .Permit(LastPut, Free);
        machine.Configure(Mapped)
            .PermitReentry(Map)
            .PermitReentry(Unmap)
            .Permit(LastUnmap, Held);
    }

    /// <summary>The state of a device frame.</summary>
    /// <param name="frame">Its record.</param>
    /// <returns>The state.</returns>
    public static DeviceFrameState Of(FrameRecord frame) =>
        frame.Kind == FrameKind.Free ? Free : frame.Mappings > 0 ? Mapped : Held;
}
