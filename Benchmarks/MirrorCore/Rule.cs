namespace Hmm.Benchmarks.MirrorCore;

/// <summary>The rules of mirror-core, in the order of its table.</summary>
internal enum Rule
{
    Populate,
    Upgrade,
    StartUnmap,
    StartProtect,
    StartBack,
    StartToDevice,
    CallbackLock,
    CallbackSequence,
    CallbackClear,
    CallbackUnlock,
    SetEntry,
    End,
    Finish,
    Begin,
    Walk,
    FaultLock,
    FaultCheck,
    FaultInstall,
    FaultRelease,
}
