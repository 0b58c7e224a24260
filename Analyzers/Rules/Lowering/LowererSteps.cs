using Hmm.Analyzers.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hmm.Analyzers.Lowering;

/// <content>Step lists: list literals whose elements say by annotations what they acquire, release and jump to.</content>
internal sealed partial class Lowerer
{
    private Annotations Annotations => code.Declarations.Annotations;

    /// <summary>A list whose elements describe acquisitions or releases; else what the alternative makes of it.</summary>
    private Node StepsOr(IReadOnlyList<IOperation> elements, Location at, Func<Node> otherwise)
    {
        if (!Annotations.IsUsed || !elements.Any(IsStep))
        {
            return otherwise();
        }

        isRelevant = true;
        return new Node.Steps([.. elements.Select(StepItem)], at);
    }

    private Node.StepItem StepItem(IOperation element)
    {
        if (IsSpread(element))
        {
            return new([], Lower(element.ChildOperations.First()), isSpliced: true);
        }

        var calls = Chain(element).Reverse().ToList();
        var texts = calls.SelectMany(c => c.Arguments).Select(a => (a.Parameter, Text: a.Value.ConstantValue.Value as string))
            .Where(a => a.Parameter is not null).ToList();
        var accessors = Withs(element).SelectMany(AccessorCalls).ToItems();
        return new([.. calls.Select(StepCall), .. accessors], Lower(element), isSpliced: false)
        {
            IsOpaque = calls.Count == 0 || (code.Declarations.ContractOf(calls[0].TargetMethod).IsEmpty
                && !calls[0].TargetMethod.Parameters.Any(p => Annotations.Find(p, "StepLabel") is not null)),
            HasProperties = !accessors.IsEmpty,
            Label = Withs(element).Select(Label).FirstOrDefault(l => l is not null)
                ?? texts.LastOrDefault(t => Annotations.Find(t.Parameter!, "StepLabel") is not null).Text,
            Jumps = [.. texts.Where(t => Annotations.Find(t.Parameter!, "StepJump") is not null)
                .Select(t => (t.Text ?? string.Empty, Annotations.Find(t.Parameter!, "StepJump")!.Flag("Always")))],
        };
    }

    private Node.Call StepCall(IInvocationOperation call) => new(call.TargetMethod, call.Instance is null ? null : Lower(call.Instance),
        Arguments(call.Arguments, call.TargetMethod.Parameters.Length), call.Syntax.GetLocation(), NextSite());

    // `step with { Releases = [...] }`, where the accessor says that its value is released.
    private IEnumerable<Node.Call> AccessorCalls(IWithOperation with) =>
        from assignment in with.Initializer.Initializers.OfType<ISimpleAssignmentOperation>()
        let setter = (assignment.Target as IPropertyReferenceOperation)?.Property.SetMethod
        where setter is not null && !code.Declarations.ContractOf(setter).IsEmpty
        select new Node.Call(setter, null, [Lower(assignment.Value)], assignment.Syntax.GetLocation(), NextSite());

    private string? Label(IWithOperation with) => with.Initializer.Initializers.OfType<ISimpleAssignmentOperation>()
        .Where(a => a.Target is IPropertyReferenceOperation p && Annotations.Find(p.Property, "StepLabel") is not null)
        .Select(a => a.Value.ConstantValue.Value as string).FirstOrDefault();

    private static bool IsSpread(IOperation operation) => operation.Kind == (OperationKind)128;

    private bool IsStep(IOperation element) => Chain(element).Any(call => !code.Declarations.ContractOf(call.TargetMethod).IsEmpty)
        || Withs(element).Any(with => AccessorCalls(with).Any())
        || (IsSpread(element) && Chain(element.ChildOperations.First()).Any());

    private static IEnumerable<IWithOperation> Withs(IOperation? element)
    {
        while (element is IWithOperation or IConversionOperation or IParenthesizedOperation)
        {
            if (element is IWithOperation with)
            {
                yield return with;
            }

            element = element.ChildOperations.FirstOrDefault();
        }
    }

    // Take(a).Because("...") and `Take(a) with { ... }` are the step that Take describes.
    private static IEnumerable<IInvocationOperation> Chain(IOperation? element)
    {
        while (element is not null)
        {
            switch (element)
            {
                case IInvocationOperation call:
                    yield return call;
                    element = call.Instance ?? (call.TargetMethod.IsExtensionMethod
                        ? call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value : null);
                    break;
                case IConversionOperation conversion:
                    element = conversion.Operand;
                    break;
                case IWithOperation with:
                    element = with.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    element = parenthesized.Operand;
                    break;
                default:
                    yield break;
            }
        }
    }
}
