namespace Hmm.Analyzers.Lowering;

/// <summary>Visits a node and everything inside it, without the bodies of lambdas.</summary>
internal static class NodeWalker
{
    public static void Visit(Node? node, Action<Node> visit)
    {
        if (node is null)
        {
            return;
        }

        visit(node);
        foreach (var child in Children(node))
        {
            Visit(child, visit);
        }
    }

    private static IEnumerable<Node?> Children(Node node) => node switch
    {
        Node.Sequence n => n.Items,
        Node.Both n => [n.Value, n.Effect],
        Node.Member n => [n.Receiver],
        Node.Element n => [n.Array, n.Index],
        Node.Assign n => [n.Target, n.Value],
        Node.Tuple n => n.Items,
        Node.Not n => [n.Inner],
        Node.Logical n => [n.Left, n.Right],
        Node.Compare n => [n.Left, n.Right],
        Node.Opaque n => [n.Parts],
        Node.Extremum n => [n.Left, n.Right],
        Node.Conditional n => [n.Condition, n.WhenTrue, n.WhenFalse],
        Node.Coalesce n => [n.Value, n.WhenNull],
        Node.Access n => [n.Target, n.Body],
        Node.Choice n => n.Arms.SelectMany(a => new[] { a.Condition, a.Body }).Concat([n.Value]),
        Node.Loop n => [n.Condition, n.Body, n.Step],
        Node.ForEach n => [n.Collection, n.Target, n.Body],
        Node.Try n => n.Handlers.SelectMany(h => new[] { h.Filter, h.Body }).Concat([n.Body, n.Final]),
        Node.Labelled n => n.Items.Select(i => i.Statement),
        _ => CallChildren(node),
    };

    private static IEnumerable<Node?> CallChildren(Node node) => node switch
    {
        Node.Return n => [n.Value],
        Node.Throw n => [n.Value],
        Node.Suspend n => [n.Operand],
        Node.Dispose n => [n.Value],
        Node.Call n => n.Arguments.Concat([n.Receiver]),
        Node.New n => n.Arguments.Concat([n.Initializer]),
        Node.MethodGroup n => [n.Receiver],
        Node.Invoke n => n.Arguments.Concat([n.Target]),
        Node.Subscribe n => [n.Receiver, n.Handler],
        Node.Steps n => n.Items.SelectMany(s => s.Calls.Cast<Node?>().Concat([s.Value])),
        Node.Primitive n => [n.Target, n.Taken],
        _ => [],
    };
}
