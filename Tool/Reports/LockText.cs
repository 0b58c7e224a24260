using Hmm.Model;
using Hmm.Model.Locking;
using Hmm.Model.Operations;
using Hmm.Model.Protocols;
using Hmm.Tool.Graphs;
using Hmm.Tool.Topics;

namespace Hmm.Tool.Reports;

/// <summary>Prints what a lock class is, and which steps take it.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="terminal">Where to.</param>
internal sealed class LockText(Protocol protocol, Terminal terminal)
{
    /// <summary>Prints it.</summary>
    /// <param name="topic">The lock class.</param>
    public void Write(Topic topic)
    {
        var lockClass = LockClasses.All.Single(known => known.Name == topic.Name);
        var nestings = LockNesting.Of(protocol);
        terminal.Output.WriteLine($"  {topic.Rule} {KindOf(lockClass.Kind)}");
        Row("taken while one of these is held", nestings.Where(pair => pair.Inner == lockClass).Select(static pair => pair.Outer.Name));
        Row("while it is held, these are taken", nestings.Where(pair => pair.Outer == lockClass).Select(static pair => pair.Inner.Name));
        foreach (var operation in protocol.Operations)
        {
            var uses = operation.Steps.Where(step => Uses(step, lockClass)).Select(static step => step.Label).ToList();
            if (uses.Count > 0)
            {
                var more = uses.Count > 3 ? $"; and {uses.Count - 3} more" : string.Empty;
                terminal.Output.WriteLine($"  {operation.Name}: {string.Join("; ", uses.Take(3))}{more}");
            }
        }
    }

    private static bool Uses(Step<World> step, LockClass lockClass) =>
        step.Takes.Any(use => use.Class == lockClass) || step.Within.Contains(lockClass) || step.Tries.Contains(lockClass);

    private void Row(string what, IEnumerable<string> names) =>
        terminal.Output.WriteLine($"  {what}: {(names.Any() ? string.Join(", ", names) : "none")}");

    private static string KindOf(LockKind kind) => kind switch
    {
        LockKind.Sleeping => "Who waits for it sleeps, and its holder may sleep.",
        LockKind.Spinning => "Its holder may not sleep, so what happens under it is one step.",
        LockKind.PageBit => "It is a bit of the folio, on whose clearing others wait too.",
        LockKind.Pseudo => "It is no lock but a mark of the kernel's lock validator.",
    };
}
