using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Reporting;

/// <summary>The diagnostics, one field each, in the order of their numbers.</summary>
internal static class Rules
{
    private const string Help = "https://github.com/hmm-verified/hmm-verified/blob/main/Analyzers/Docs/";

    public static readonly DiagnosticDescriptor OrderViolated = Make("HMM1001", "Order", DiagnosticSeverity.Error,
        "Declared lock order violated",
        "'{0}' ({1}) is acquired while '{2}' ({3}) is held; the declared order is {4}");

    public static readonly DiagnosticDescriptor Cycle = Make("HMM1002", "Order", DiagnosticSeverity.Warning, "Lock cycle",
        "Possible deadlock: {0}{1}");

    public static readonly DiagnosticDescriptor UnorderedInstances = Make("HMM1003", "Order", DiagnosticSeverity.Warning,
        "Two instances of one class without an order",
        "Two '{0}' locks are nested and nothing orders the instances{1}");

    public static readonly DiagnosticDescriptor InstanceOrderReversed = Make("HMM1004", "Order", DiagnosticSeverity.Error,
        "Instance order reversed",
        "'{0}' has the larger {1}; take the smaller first");

    public static readonly DiagnosticDescriptor InvalidOrder = Make("HMM1005", "Order", DiagnosticSeverity.Error,
        "Lock order declaration is invalid",
        "The declared order has a cycle: {0}");

    public static readonly DiagnosticDescriptor UndeclaredEdge = Make("HMM1006", "Order", DiagnosticSeverity.Warning,
        "Undeclared edge between declared classes",
        "{0} > {1} is used but not declared");

    public static readonly DiagnosticDescriptor InsideLeaf = Make("HMM1007", "Order", DiagnosticSeverity.Error, "Lock taken inside a leaf",
        "'{0}' is a leaf; '{1}' may not be acquired inside");

    public static readonly DiagnosticDescriptor AcquiredTwice = Make("HMM1101", "Acquiring", DiagnosticSeverity.Error,
        "Non-reentrant lock acquired twice",
        "'{0}' is already held (acquired at {1}) and is not reentrant");

    public static readonly DiagnosticDescriptor ModeUpgrade = Make("HMM1102", "Acquiring", DiagnosticSeverity.Error,
        "Lock mode upgrade not allowed",
        "Cannot enter {0} mode while holding '{2}' in {1} mode");

    public static readonly DiagnosticDescriptor ExcludedHeld = Make("HMM1103", "Acquiring", DiagnosticSeverity.Error,
        "Excluded lock is held",
        "'{0}' must be called without '{1}'");

    public static readonly DiagnosticDescriptor NotReleased = Make("HMM1201", "Balance", DiagnosticSeverity.Warning,
        "Lock not released on every path",
        "'{0}' is still held when {1} leaves at {2} by {3}");

    public static readonly DiagnosticDescriptor NotHeld = Make("HMM1202", "Balance", DiagnosticSeverity.Error, "Released lock is not held",
        "'{0}' is released but {1}");

    public static readonly DiagnosticDescriptor TryNotTested = Make("HMM1203", "Balance", DiagnosticSeverity.Error,
        "Result of a try-acquire is not tested",
        "'{0}' may not have been acquired: the result of {1} is unused");

    public static readonly DiagnosticDescriptor DiffersAtJoin = Make("HMM1204", "Balance", DiagnosticSeverity.Warning,
        "Lock state differs at a join",
        "'{0}' is held on some paths here only");

    public static readonly DiagnosticDescriptor AcquireInsideTry = Make("HMM1205", "Balance", DiagnosticSeverity.Warning,
        "Acquire inside the try whose finally releases",
        "A failed or cancelled {0} of '{1}' reaches the release in finally");

    public static readonly DiagnosticDescriptor GuardNotHeld = Make("HMM1301", "Guarding", DiagnosticSeverity.Error,
        "Guarded member accessed without its lock",
        "'{0}' is guarded by '{1}', which is not held");

    public static readonly DiagnosticDescriptor SharedNotEnough = Make("HMM1302", "Guarding", DiagnosticSeverity.Error,
        "Shared lock is not enough",
        "Writing '{0}' needs '{1}' exclusively; it is held shared");

    public static readonly DiagnosticDescriptor RequiredNotHeld = Make("HMM1303", "Guarding", DiagnosticSeverity.Error,
        "Required lock not held",
        "'{0}' requires '{1}'");

    public static readonly DiagnosticDescriptor ReferenceLeaves = Make("HMM1304", "Guarding", DiagnosticSeverity.Warning,
        "Reference to guarded data leaves the lock",
        "A reference to '{0}' outlives '{1}'");

    public static readonly DiagnosticDescriptor UsuallyGuarded = Make("HMM1305", "Guarding", DiagnosticSeverity.Info,
        "Member is usually guarded",
        "'{0}' is accessed under '{1}' in {2} of {3} places, but not here");

    public static readonly DiagnosticDescriptor ContractDiffers = Make("HMM1306", "Guarding", DiagnosticSeverity.Error,
        "Contract differs from the base",
        "'{0}' {1} '{2}', which '{3}' does not");

    public static readonly DiagnosticDescriptor InvalidPath = Make("HMM1307", "Guarding", DiagnosticSeverity.Error,
        "Invalid lock path or guard",
        "'{0}' is not a {1}");

    public static readonly DiagnosticDescriptor HeldAcrossAwait = Make("HMM1401", "Suspending", DiagnosticSeverity.Error,
        "Thread-affine lock held across await or yield",
        "'{0}' is held across this {1}");

    public static readonly DiagnosticDescriptor RequirementEnds = Make("HMM1402", "Suspending", DiagnosticSeverity.Error,
        "Requirement ends at the first suspension",
        "'{0}' is not held after this await");

    public static readonly DiagnosticDescriptor WaitsForHolder = Make("HMM1501", "Waiting", DiagnosticSeverity.Error,
        "Waits for work that needs a held lock",
        "{0} waits for {1}, which acquires '{2}' held here");

    public static readonly DiagnosticDescriptor BlockingWait = Make("HMM1502", "Waiting", DiagnosticSeverity.Info,
        "Blocking wait under a lock",
        "{0} may block while '{1}' is held");

    public static readonly DiagnosticDescriptor Sleeps = Make("HMM1503", "Waiting", DiagnosticSeverity.Error,
        "Sleeping in a no-sleep region",
        "{0} may sleep while '{1}' (no-sleep) is held: {2}");

    public static readonly DiagnosticDescriptor UnknownCode = Make("HMM1504", "Waiting", DiagnosticSeverity.Info,
        "Unknown code runs under a lock",
        "{0} runs while '{1}' is held");

    public static readonly DiagnosticDescriptor UnsuitableObject = Make("HMM1601", "Objects", DiagnosticSeverity.Warning,
        "Unsuitable lock object",
        "Locking on {0} does not exclude other threads");

    public static readonly DiagnosticDescriptor ReplacedWhileHeld = Make("HMM1602", "Objects", DiagnosticSeverity.Error,
        "Lock replaced while held",
        "'{0}' is assigned while its old value is held");

    public static readonly DiagnosticDescriptor UnusedSuppression = Make("HMM1701", "Analysis", DiagnosticSeverity.Info,
        "Unused suppression",
        "Nothing is suppressed here{0}");

    public static readonly DiagnosticDescriptor BudgetReached = Make("HMM1702", "Analysis", DiagnosticSeverity.Info,
        "Analysis stopped at its budget",
        "{0}: {1} reached, the result is incomplete");

    /// <summary>All of them.</summary>
    public static IEnumerable<DiagnosticDescriptor> All =>
    [
        OrderViolated, Cycle, UnorderedInstances, InstanceOrderReversed, InvalidOrder,
        UndeclaredEdge, InsideLeaf, AcquiredTwice, ModeUpgrade, ExcludedHeld,
        NotReleased, NotHeld, TryNotTested, DiffersAtJoin, AcquireInsideTry,
        GuardNotHeld, SharedNotEnough, RequiredNotHeld, ReferenceLeaves, UsuallyGuarded,
        ContractDiffers, InvalidPath, HeldAcrossAwait, RequirementEnds, WaitsForHolder,
        BlockingWait, Sleeps, UnknownCode, UnsuitableObject, ReplacedWhileHeld,
        UnusedSuppression, BudgetReached,
    ];

    /// <summary>The page of a rule.</summary>
    public static string HelpOf(string id) => $"{Help}{id}.md";

    private static DiagnosticDescriptor Make(string id, string area, DiagnosticSeverity severity, string title, string message) =>
        new(id, title, message, "Locking." + area, severity, true, $"{title}. See the page of the rule for a bad and a good example.",
            HelpOf(id));
}
