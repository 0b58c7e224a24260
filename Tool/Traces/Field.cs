namespace Hmm.Tool.Traces;

/// <summary>Every field that a line of a trace can have; a set of them is their union.</summary>
[Flags]
internal enum Field
{
    None = 0,
    Seed = 1 << 0,
    Profile = 1 << 1,
    PagesOfArena = 1 << 2,
    Devices = 1 << 3,
    Length = 1 << 4,
    Kernel = 1 << 5,
    Index = 1 << 6,
    Process = 1 << 7,
    Begin = 1 << 8,
    End = 1 << 9,
    Kind = 1 << 10,
    Device = 1 << 11,
    Page = 1 << 12,
    Count = 1 << 13,
    Protection = 1 << 14,
    Mapping = 1 << 15,
    File = 1 << 16,
    Offset = 1 << 17,
    To = 1 << 18,
    Value = 1 << 19,
    Return = 1 << 20,
    Torn = 1 << 21,
    Pages = 1 << 22,
    Faults = 1 << 23,
    Values = 1 << 24,
    Permissions = 1 << 25,
    Threads = 1 << 26,
    State = 1 << 27,
    Died = 1 << 28,
    SnapshotReturn = 1 << 29,
    Entries = 1 << 30,
}
