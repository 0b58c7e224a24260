using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Hmm.Model.Claims;
using Hmm.Model.Protocols;
using Hmm.Tool.Topics;

namespace Hmm.Tool.Reports;

/// <summary>Prints what something with a name means.</summary>
/// <param name="protocol">The protocol that has it.</param>
/// <param name="topics">Everything that the protocol has.</param>
/// <param name="terminal">Where to.</param>
/// <param name="stop">Ends what is tried out for it.</param>
internal sealed partial class TopicText(Protocol protocol, ImmutableArray<Topic> topics, Terminal terminal, CancellationToken stop)
{
    private readonly Lazy<Catalogue> catalogue = new(() => new Catalogue(protocol));

    /// <summary>Prints it.</summary>
    /// <param name="topic">What to explain.</param>
    public void Write(Topic topic)
    {
        terminal.Output.WriteLine($"{topic.Name} ({topic.Kind.TrimEnd('s')} of {protocol})");
        switch (topic.Kind)
        {
            case "operations":
                WriteChapter(catalogue.Value.Operations, topic);
                break;
            case "fragments":
                WriteChapter(catalogue.Value.Fragments, topic);
                break;
            case "claims":
                WriteClaim(topic);
                break;
            case "mutants":
                WriteMutant(protocol.Mutants.Single(mutant => mutant.Name == topic.Name));
                break;
            case "lifecycles":
                WriteLife(Life.All.Single(life => life.Name == topic.Name));
                break;
            case "locks":
                new LockText(protocol, terminal).Write(topic);
                break;
            case "scopes":
                WriteScope(protocol.Scope(topic.Name)!);
                break;
            case "protocols":
                WriteProtocol(Protocols.Of(topic.Name, Drivers.Names[0]));
                break;
            default:
                terminal.Output.WriteLine($"  {topic.Rule}");
                break;
        }
    }

    private void WriteChapter(ImmutableArray<Chapter> chapters, Topic topic)
    {
        var text = chapters.Single(chapter => chapter.Title == topic.Name).Text;
        foreach (var line in text.Split('\n').Skip(2))
        {
            var plain = Emphasis().Replace(Strong().Replace(line, "$1"), "'$1'").Replace('`', ' ').TrimEnd();
            terminal.Output.WriteLine(plain.Length == 0 ? plain : $"  {plain}");
        }

        terminal.Output.WriteLine();
        terminal.Output.WriteLine("  A step in parentheses runs together with the one before it; between two others anybody else may run.");
        terminal.Output.WriteLine("  What is told elsewhere: hmm explain NAME");
    }

    private void WriteClaim(Topic topic)
    {
        terminal.Output.WriteLine($"  {topic.Rule}");
        if (protocol.Witnesses.FirstOrDefault(witness => witness.Id == topic.Name) is { } seen)
        {
            terminal.Output.WriteLine($"  It must be seen in scope {seen.Scope}: hmm check {seen.Scope} --only {topic.Name}");
            return;
        }

        var killed = Killing.All(protocol, stop).Where(killing => killing.Claims.Contains(topic.Name)).ToList();
        terminal.Output.WriteLine(killed.Count == 0 ? "  No mutant breaks it before another claim notices."
            : "  It is the first to notice these mutants, tried just now:");
        var width = killed.Select(static killing => killing.Mutant.Name.Length).DefaultIfEmpty().Max();
        foreach (var (mutant, _, depth) in killed)
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"    {mutant.Name.PadRight(width)}  {depth,3} steps   {mutant.Story}"));
        }

        var look = killed.Count == 0 ? $"hmm check --only {topic.Name}" : $"hmm check --only {topic.Name} --mutant {killed[0].Mutant.Name}";
        terminal.Output.WriteLine($"  look   {look}");
    }

    private void WriteMutant(Mutant mutant)
    {
        terminal.Output.WriteLine($"  {mutant.Story}");
        terminal.Output.WriteLine("  It changes");
        foreach (var (operation, labels) in Killing.Changed(protocol, mutant))
        {
            terminal.Output.WriteLine($"    {operation} / {string.Join("; ", labels)}");
        }

        var killing = Killing.Of(protocol, mutant, stop);
        var claims = string.Join(", ", killing.Claims);
        terminal.Output.WriteLine(killing.Claims.IsEmpty ? $"  No claim notices it in scope {mutant.Scope}."
            : string.Create(CultureInfo.InvariantCulture,
                $"  In scope {mutant.Scope} it is noticed after {Amount.Of(killing.Depth, "step")}, by {claims}."));
        terminal.Output.WriteLine($"  look   hmm check --mutant {mutant.Name}");
    }

    private void WriteLife(Life life)
    {
        terminal.Output.WriteLine($"  {life.Rule} It begins {life.Initial}.");
        terminal.Output.WriteLine();
        var from = life.Rows.Max(static row => row.From.Length) + 2;
        var on = life.Rows.Max(static row => row.On.Length) + 2;
        foreach (var row in life.Rows)
        {
            terminal.Output.WriteLine($"  {row.From.PadRight(from)}{row.On.PadRight(on)}{row.To}");
        }

        terminal.Output.WriteLine();
        terminal.Output.WriteLine("  Anything else breaks a claim: hmm explain L1 L2 L3 L4");
        terminal.Output.WriteLine($"  As a picture: hmm graph {life.Name} --format svg");
    }

    private void WriteScope(NamedScope scope)
    {
        terminal.Output.WriteLine($"  {scope.Purpose}");
        terminal.Output.WriteLine($"  {scope.Scope}");
        foreach (var (menu, actor) in scope.Scope.Actors.Select(static (menu, i) => (menu, i)))
        {
            var operations = string.Join(", ", menu.Select(static invocation => invocation.Operation).Distinct());
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  actor {actor} may begin {operations}"));
        }

        terminal.Output.WriteLine(scope.Scope.Times == 0 ? "  each any number of times"
            : string.Create(CultureInfo.InvariantCulture, $"  {scope.Scope.Times} in all each, and every fair run must then end"));
        terminal.Output.WriteLine($"  look   hmm check {scope.Name} --protocol {protocol.Name}");
    }

    private void WriteProtocol(Protocol named)
    {
        terminal.Output.WriteLine($"  {named.Rule}");
        terminal.Output.Write(named.Origin.Length == 0 ? string.Empty : $"  {named.Origin}\n");
        foreach (var kind in topics.Select(static topic => topic.Kind).Distinct().Intersect(["scopes", "operations", "claims", "mutants"]))
        {
            var names = TopicList.Of(named).Where(topic => topic.Kind == kind).Select(static topic => topic.Name);
            terminal.Output.WriteLine($"  {kind,-10}  {string.Join(", ", names)}");
        }
    }

    [GeneratedRegex(@"\*\*(.+?)\*\*")]
    private static partial Regex Strong();

    [GeneratedRegex(@"\*(.+?)\*")]
    private static partial Regex Emphasis();
}
