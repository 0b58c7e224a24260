using Stateless;
using Stateless.Graph;
using Machine = Stateless.StateMachine<Hmm.StandIns.Tests.Machines.Letter, Hmm.StandIns.Tests.Machines.Key>;

namespace Hmm.StandIns.Tests.Machines;

public class GraphTests
{
    private readonly Machine machine = new(Letter.A);

    [Fact]
    public void Mermaid_shows_ways_guards_and_ignored_triggers_and_ends_without_a_newline()
    {
        machine.Configure(Letter.A)
            .Ignore(Key.Z)
            .PermitIf(Key.X, Letter.B, () => true, "mapped")
            .PermitIf(Key.Y, Letter.B, () => true);

        Same(
            """
            stateDiagram-v2
                A --> B : X [mapped]
                A --> B : Y [Function]
                A --> A : Z
            [*] --> A
            """,
            MermaidGraph.Format(machine.GetInfo()));
    }

    [Theory]
    [InlineData(MermaidGraphDirection.TopToBottom, "TB")]
    [InlineData(MermaidGraphDirection.BottomToTop, "BT")]
    [InlineData(MermaidGraphDirection.LeftToRight, "LR")]
    [InlineData(MermaidGraphDirection.RightToLeft, "RL")]
    public void Mermaid_grows_in_the_direction_asked_for(MermaidGraphDirection direction, string code) =>
        Same($"stateDiagram-v2\n\tdirection {code}\n[*] --> A", MermaidGraph.Format(machine.GetInfo(), direction));

    [Fact]
    public void Mermaid_draws_a_superstate_around_its_substates()
    {
        machine.Configure(Letter.A).Permit(Key.X, Letter.B);
        machine.Configure(Letter.B).SubstateOf(Letter.D);
        machine.Configure(Letter.C).SubstateOf(Letter.D);

        Same(
            """
            stateDiagram-v2
                state D {
                    B
                    C
                }
                A --> B : X
            [*] --> A
            """,
            MermaidGraph.Format(machine.GetInfo()));
    }

    [Fact]
    public void Mermaid_gives_names_with_spaces_an_alias()
    {
        var spaced = new StateMachine<string, Key>("A A");
        spaced.Configure("A A").Permit(Key.X, "B");
        spaced.Configure("A  A").Permit(Key.X, "B");

        Same(
            """
            stateDiagram-v2
                AA : A A
                AA_1 : A  A
                AA --> B : X
                AA_1 --> B : X
            [*] --> AA
            """,
            MermaidGraph.Format(spaced.GetInfo()));
    }

    [Fact]
    public void Mermaid_shows_the_entry_actions_that_a_way_causes()
    {
        machine.Configure(Letter.A).Permit(Key.X, Letter.B).Permit(Key.Y, Letter.B);
        machine.Configure(Letter.B)
            .PermitReentry(Key.Z)
            .InternalTransition(Key.X, () => { })
            .OnEntry(() => { }, "always")
            .OnEntryFrom(Key.X, () => { }, "by X");

        Same(
            """
            stateDiagram-v2
                A --> B : X / by X
                A --> B : Y
                B --> B : Z / always
                B --> B : X [Function]
            [*] --> A
            """,
            MermaidGraph.Format(machine.GetInfo()));
    }

    [Fact]
    public void Dot_shows_boxes_with_actions_then_ways_then_the_start()
    {
        machine.Configure(Letter.A).Permit(Key.X, Letter.B).Ignore(Key.Y).OnExit(() => { }, "leave");
        machine.Configure(Letter.B).OnEntry(() => { }, "arrive");

        Same(
            """
            digraph {
            compound=true;
            node [shape=Mrecord]
            rankdir="LR"
            "A" [label="A|exit / leave"];
            "B" [label="B|entry / arrive"];

            "A" -> "B" [style="solid", label="X"];
            "A" -> "A" [style="solid", label="Y"];
             init [label="", shape=point];
             init -> "A"[style = "solid"]
            }
            """,
            UmlDotGraph.Format(machine.GetInfo()));
    }

    [Fact]
    public void Dot_draws_a_superstate_around_its_substates()
    {
        machine.Configure(Letter.B).SubstateOf(Letter.D);
        machine.Configure(Letter.D).OnEntry(() => { }, "arrive");

        Same(
            """
            digraph {
            compound=true;
            node [shape=Mrecord]
            rankdir="LR"

            subgraph "clusterD"
                {
                label = "D\n----------\nentry / arrive"
            "B" [label="B"];
            }

             init [label="", shape=point];
             init -> "A"[style = "solid"]
            }
            """,
            UmlDotGraph.Format(machine.GetInfo()));
    }

    private static void Same(string expected, string actual) =>
        Assert.Equal(expected.Replace("    ", "\t", StringComparison.Ordinal).ReplaceLineEndings(), actual);
}
