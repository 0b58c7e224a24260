using System.Collections.Concurrent;
using System.Collections.Immutable;
using Hmm.Analyzers.Declarations;
using Hmm.Analyzers.Facts;
using Hmm.Analyzers.Flow;
using Hmm.Analyzers.Judging;
using Hmm.Analyzers.Lowering;
using Hmm.Analyzers.Reporting;
using Hmm.Analyzers.Whole;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Hmm.Analyzers;

/// <summary>Finds lock orders that can deadlock, and locks that are not held, released or declared as they should be.</summary>
/// <remarks>Bodies are translated concurrently as the compiler hands them out, and what annotations alone decide is reported at once;
/// what needs all bodies is decided at the end of the compilation.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LockAnalyzer : DiagnosticAnalyzer
{
    // What the code of one body and the annotations decide, whatever the rest of the compilation says.
    private static readonly HashSet<string> LiveRules =
    [
        "HMM1001", "HMM1004", "HMM1007", "HMM1101", "HMM1102", "HMM1103", "HMM1203", "HMM1205", "HMM1301", "HMM1302", "HMM1303",
            "HMM1401", "HMM1402", "HMM1503", "HMM1602",
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rules.All.ToImmutableArray();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var options = new AnalysisOptions(context.Options.AnalyzerConfigOptionsProvider, context.Compilation.SyntaxTrees);
        var facts = LockFacts.Read(context.Compilation, context.Options.AdditionalFiles, context.CancellationToken);
        var code = new CodeBase(new LockDeclarations(context.Compilation), options, facts);
        var live = new LiveWorld(code);
        var reported = new ConcurrentDictionary<(string Id, Location At), bool>();
        context.RegisterOperationBlockAction(block =>
        {
            if (Translate(block, code) is not { } body)
            {
                return;
            }

            foreach (var finding in Live(body, live, block.CancellationToken))
            {
                if (reported.TryAdd((finding.Rule.Id, finding.At), true))
                {
                    block.ReportDiagnostic(Make(finding));
                }
            }
        });
        if (code.Declarations.Annotations.IsUsed)
        {
            var checker = new DeclarationChecker(code);
            context.RegisterSymbolAction(checker.CheckSymbol, SymbolKind.Method, SymbolKind.Field, SymbolKind.Property,
                SymbolKind.NamedType);
            context.RegisterCompilationEndAction(checker.CheckOrder);
        }

        context.RegisterCompilationEndAction(end => Finish(end, code, reported));
    }

    // The arguments of attributes, in newer hosts, and the default values of parameters are blocks too; they run nowhere.
    private static Body? Translate(OperationBlockAnalysisContext context, CodeBase code)
    {
        var blocks = context.OperationBlocks.Where(b => b.Kind != (OperationKind)125 && b is not IParameterInitializerOperation)
            .ToImmutableArray();
        if (blocks.IsEmpty)
        {
            return null;
        }

        var method = context.OwningSymbol as IMethodSymbol;
        var body = new Body(context.OwningSymbol, method, outer: null, blocks[0].Syntax.GetLocation())
        {
            EndsAt = Body.EndOf(blocks[0].Syntax),
            IsAsynchronous = method?.IsAsync == true,
            IsIterator = method is not null && IsIterator(method, blocks),
            Contract = method is null ? Contract.None : code.Declarations.ContractOf(method),
            Suppressor = SuppressorOf(context.OwningSymbol, code.Declarations.Annotations),
        };
        if (method is not null && (method.MethodImplementationFlags & System.Reflection.MethodImplAttributes.Synchronized) != 0)
        {
            body.IsRelevant = true;
        }

        new Lowerer(code, body, context.CancellationToken).Run(blocks);
        code.Add(body);
        return body;
    }

    private static bool IsIterator(IMethodSymbol method, ImmutableArray<IOperation> blocks) =>
        method.ReturnType.Name is "IEnumerable" or "IEnumerator" or "IAsyncEnumerable" or "IAsyncEnumerator"
        && blocks.SelectMany(b => b.Descendants()).Any(o => o.Kind is OperationKind.YieldReturn or OperationKind.YieldBreak);

    private static ISymbol? SuppressorOf(ISymbol symbol, Annotations annotations)
    {
        if (!annotations.IsUsed)
        {
            return null;
        }

        for (var at = symbol; at is not null and not INamespaceSymbol; at = (at as IMethodSymbol)?.AssociatedSymbol ?? at.ContainingSymbol)
        {
            if (annotations.Find(at, "NoLockAnalysis") is { } annotation && ContractReader.HasReason(annotation, index: 0))
            {
                return at;
            }
        }

        return annotations.Find(symbol.ContainingAssembly, "NoLockAnalysis") is { } whole
            && ContractReader.HasReason(whole, index: 0) ? symbol.ContainingAssembly : null;
    }

    private static IEnumerable<BodyResult.Finding> Live(Body body, LiveWorld live, CancellationToken cancellation)
    {
        if (!body.IsRelevant || body.IsSuppressed || live.Code.Options.Ignores(body.Type))
        {
            return [];
        }

        var result = Machine.Run(body, live, cancellation);
        var open = body.Method is { DeclaredAccessibility: >= Accessibility.Protected and not Accessibility.Internal };
        return result.Findings.Concat(result.Needs.Where(_ => open).Select(n => n.Finding)).Where(f => f.IsLive
            && LiveRules.Contains(f.Rule.Id))
            .Concat(body.Inner.SelectMany(inner => Live(inner, live, cancellation).Where(f => f.Rule.Id is not ("HMM1301" or "HMM1303"))));
    }

    private static void Finish(CompilationAnalysisContext context, CodeBase code, ConcurrentDictionary<(string Id, Location At),
        bool> reported)
    {
        var world = WholeWorld.Analyse(code, context.CancellationToken);
        var (findings, graph) = Judge.Decide(world, context.CancellationToken);
        foreach (var finding in findings.OrderBy(f => f.At.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(f =>
            f.At.SourceSpan.Start).ThenBy(f => f.Rule.Id, StringComparer.Ordinal))
        {
            if (finding.Certainty <= code.Options.Precision && reported.TryAdd((finding.Rule.Id, finding.At), true))
            {
                context.ReportDiagnostic(Make(finding));
            }
        }

        foreach (var problem in code.Options.Problems.Concat(code.Facts.Problems).Concat(Outputs(world, graph, code.Options)))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.BudgetReached, Location.None, "options", problem));
        }
    }

    /// <summary>Writes the files that the build asks for, and says what went wrong.</summary>
    private static IEnumerable<string> Outputs(WholeWorld world, LockGraph graph, AnalysisOptions options)
    {
        if (options.Export is { } export)
        {
            var text = GraphExport.Format(graph, export);
            var problem = text is null ? $"hmm.export = {export}: expected a path that ends in .dot, .mmd, .json or .sarif"
                : BuildOutput.Write(export, options.ProjectFolder, text);
            if (problem is not null)
            {
                yield return problem;
            }
        }

        if (options.FactsPath is { } facts && BuildOutput.Write(facts, options.ProjectFolder, FactsFile.Write(world)) is { } failure)
        {
            yield return failure;
        }
    }

    private static Diagnostic Make(BodyResult.Finding finding)
    {
        var properties = ImmutableDictionary<string,
            string?>.Empty.Add("rank", finding.Certainty switch { 0 => "90", 1 => "60", _ => "30" });
        for (var i = 0; i < finding.Arguments.Length; i++)
        {
            properties = properties.Add($"argument{i}", finding.Arguments[i].ToString());
        }

        var more = finding.More.Where(l => l.IsInSource).Distinct();
        return finding.Severity is { } severity
            ? Diagnostic.Create(finding.Rule, finding.At, severity, more, properties, [.. finding.Arguments])
            : Diagnostic.Create(finding.Rule, finding.At, more, properties, [.. finding.Arguments]);
    }
}
