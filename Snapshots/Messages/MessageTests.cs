using Hmm.Model;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Recording;
using Hmm.Model.Operations;
using Hmm.Model.Protocols;

namespace Hmm.Snapshots.Messages;

/// <summary>What Hmm.Model says to those who use it wrongly.</summary>
public sealed class MessageTests
{
    private static readonly Dictionary<string, Action> Mistakes = new()
    {
        ["a world of too many pages"] = static () => World.Start(pages: 17, devices: 1, coherent: 0, recording: false),
        ["a world without pages"] = static () => World.Start(pages: 0, devices: 1, coherent: 0, recording: false),
        ["a world of too many devices"] = static () => World.Start(pages: 1, devices: 5, coherent: 0, recording: false),
        ["a scope of too many pages"] = static () => _ = new Scope { Pages = 5, Actors = [] },
        ["a scope of too many private devices"] = static () => _ = new Scope { Pages = 1, PrivateDevices = 5, Actors = [] },
        ["a scope of too many coherent devices"] = static () => _ = new Scope { Pages = 1, CoherentDevices = -1, Actors = [] },
        ["two steps of one label"] = static () => Compile(new() { Label = "take the lock" }, new() { Label = "take the lock" }),
        ["a jump to nowhere"] = static () => Compile(new Step<World> { Label = "take the lock" }.Then("leave")),
        ["an operation that the plan lacks"] = static () =>
            new Plan<World>([new("map", Role.Thread, []), new("unmap", Role.Thread, [])]).Entry("migrate-to-moon"),
        ["a token that is no entry"] = static () => ObservedEntry.Parse("ram:1:2:swap"),
        ["too many threads"] = static () => _ = new ExplorerOptions { Threads = 257 },
    };

    [Fact]
    public Task Mistakes_are_explained() =>
        Verify(string.Join("\n\n", Mistakes.Select(static mistake => $"{mistake.Key}\n{Say(mistake.Value)}")));

    private static string Say(Action mistake)
    {
        var said = Record.Exception(mistake);
        return said is null ? "says nothing" : $"    {said.GetType().Name}: {said.Message.ReplaceLineEndings("\n    ")}";
    }

    private static void Compile(params Step<World>[] steps) => _ = new Plan<World>([new("test", Role.Thread, [.. steps])]);
}
