using Hmm.Model;
using Hmm.Model.Operations;
using Hmm.Model.Protocols;

namespace Hmm.Properties.Operations;

/// <summary>Operations are well-formed data, and data that is not is refused in words that name the step.</summary>
public class PlanTests
{
    private static readonly Protocol[] Protocols = [Kernels.TestHmm, Kernels.Reference];

    /// <summary>What the processor does by itself.</summary>
    private static readonly string[] Processor = ["read the page", "write the page"];

    [Fact]
    public void The_plan_holds_every_step_of_every_operation_in_order() => Assert.All(Protocols, protocol =>
    {
        var position = 1;
        foreach (var operation in protocol.Operations)
        {
            Assert.Equal(position, protocol.Plan.Entry(operation.Name));
            foreach (var step in operation.Steps)
            {
                Assert.Same(step, protocol.Plan.Step(position));
                Assert.Same(operation, protocol.Plan.OperationAt(position));
                Assert.Equal(Math.Max(1, step.Arms.Length), protocol.Plan.Arms(position));
                position++;
            }
        }

        Assert.Equal(protocol.Plan.Length, position - 1);
    });

    [Fact]
    public void Every_step_is_on_a_path_from_the_first_to_the_end() => Assert.All(Operations(), operation =>
    {
        var graph = new StepGraph(operation);
        var reached = graph.Reached();

        Assert.Contains(StepGraph.End, reached);
        Assert.Empty(operation.Steps.Where((_, index) => !reached.Contains(index)).Select(step => $"{operation}: {step}"));
    });

    [Fact]
    public void Every_operation_says_what_it_does() =>
        Assert.All(Operations(), operation => Assert.EndsWith(".", operation.Rule, StringComparison.Ordinal));

    [Fact]
    public void Every_step_of_the_kernel_that_others_can_see_says_what_it_stands_for() => Assert.Empty(
        from operation in Kernels.TestHmm.Operations
        from step in operation.Steps
        where step.Effect is not null && !step.IsLocal && step.Takes.IsEmpty && step.Releases.IsEmpty && step.Source.Length == 0
        where !Processor.Contains(step.Label)
        select $"{operation}: {step}");

    [Fact]
    public void A_choice_names_its_ways_and_has_at_least_two() => Assert.All(
        Operations().SelectMany(operation => operation.Steps).Where(step => !step.Arms.IsEmpty),
        step => Assert.True(step.Arms.Length >= 2 && step.Arms.Distinct().Count() == step.Arms.Length && step.Permits is not null));

    [Fact]
    public void Two_steps_of_one_label_are_refused()
    {
        var refused = Assert.Throws<ArgumentException>(() => Compile(new() { Label = "once" }, new() { Label = "once" }));

        Assert.Contains("'test'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'once'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_jump_to_nowhere_is_refused()
    {
        var refused = Assert.Throws<ArgumentException>(() => Compile(new Step { Label = "here" }.Then("nowhere")));

        Assert.Contains("'here'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'nowhere'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_jump_looks_in_its_own_group_first_and_then_outside()
    {
        var steps = Group.Of("outer",
        [
            new Step { Label = "go" }.Then("found"),
            .. Group.Of("inner", [new Step { Label = "go" }.Then("found"), new Step { Label = "found" }]),
            new Step { Label = "found" },
        ]);
        var plan = new Plan<World>([new("test", Role.Thread, steps)]);
        var world = default(World);

        Assert.Equal(4, plan.Run(ref world, actor: 0, position: 1, arm: 0));
        Assert.Equal(3, plan.Run(ref world, actor: 0, position: 2, arm: 0));
        Assert.Equal(0, plan.Run(ref world, actor: 0, position: 4, arm: 0));
    }

    private static IEnumerable<Operation> Operations() => Protocols.SelectMany(protocol => protocol.Operations);

    private static Plan<World> Compile(params Step[] steps) => new([new("test", Role.Thread, [.. steps])]);
}
