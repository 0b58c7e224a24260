using System.Globalization;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Recording;

namespace Hmm.Tool.Reports;

/// <summary>Prints how threads that ran at once did what was recorded, or how far an explanation gets.</summary>
/// <param name="terminal">Where to.</param>
internal sealed class AccountText(Terminal terminal)
{
    /// <summary>Prints an account.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="account">The account.</param>
    public void Write(RecordedSequence sequence, SectionAccount account)
    {
        var output = terminal.Output;
        var calls = account.Section.Threads.Sum(static thread => thread.Length);
        var switches = account.Steps.Zip(account.Steps.Skip(1)).Count(static pair => pair.First.Actor != pair.Second.Actor);
        var index = account.Section.Index;
        var threads = account.Section.Threads.Length;
        output.WriteLine(Format($"record {index} of seed {sequence.Seed}: {threads} threads make {calls} calls at once"));
        output.WriteLine();
        foreach (var line in SequenceText.Lines(sequence with { Calls = [account.Section] }, 0))
        {
            output.WriteLine(line);
        }

        output.WriteLine();
        var steps = Amount.Of(account.Steps.Length, "step");
        output.WriteLine(account.Blocked is null
            ? Format($"An order that gives every result and the state after: {steps}, {Amount.Of(switches, "switch", "switches")}")
            : Format($"The longest explanation: {steps}, then {account.Calls} of {calls} calls are as recorded"));
        output.WriteLine();
        new CounterexampleText(terminal).Steps(account.Steps, 0, account.Blocked is null ? string.Empty : "<- here the recording differs");
        if (account.Blocked is { } blocked)
        {
            output.WriteLine();
            output.WriteLine(terminal.Bad("What blocks it"));
            output.WriteLine($"  {blocked.Field}: the kernel {blocked.Kernel}, the model {blocked.Model}");
            foreach (var pending in account.Pending)
            {
                output.WriteLine($"  {pending}");
            }
        }

        foreach (var broken in account.Broken)
        {
            output.WriteLine($"  {broken}");
        }

        output.WriteLine();
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
