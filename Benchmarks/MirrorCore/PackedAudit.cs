using System.Buffers.Binary;
using System.Globalization;
using Hmm.Model.Exploring;
using Hmm.Model.Exploring.Audits;

namespace Hmm.Benchmarks.MirrorCore;

/// <summary>Audits the reductions of packed mirror-core, in scopes with two of each but one.</summary>
internal static class PackedAudit
{
    /// <summary>Compares a reduction with the protocol itself.</summary>
    public static IReadOnlyList<string> Of(Request request) => request.Mutant switch
    {
        0 => Of<Constant.Zero>(request),
        1 => Of<Constant.One>(request),
        2 => Of<Constant.Two>(request),
        _ => Of<Constant.Three>(request),
    };

    private static string[] Of<TMutant>(Request request)
        where TMutant : struct, IConstant =>
    [
        Reduce<Parameters<Constant.One, Constant.Two, Constant.Two, TMutant>>(request),
        Reduce<Parameters<Constant.Two, Constant.One, Constant.Two, TMutant>>(request),
    ];

    private static string Reduce<TParameters>(Request request)
        where TParameters : struct, IParameters
    {
        MirrorCore<TParameters>.Prepare();
        switch (request.Reduction)
        {
            case Reduction.Chain:
                return Fold<TParameters, ChainCollapse<TParameters>>(request);
            case Reduction.Merge:
                LockGuard.Check<TParameters>();
                return Fold<TParameters, LockTransactions<TParameters>>(request);
            default:
                return Fold<TParameters, NoReduction>(request);
        }
    }

    private static string Fold<TParameters, TReduction>(Request request)
        where TParameters : struct, IParameters
        where TReduction : struct, IReduction => request.IsSymmetric
            ? Compare<Symmetric<TParameters, MirrorCore<TParameters>>,
                Symmetric<TParameters, Reduced<TParameters, TReduction>>, TParameters, TReduction>()
            : Compare<MirrorCore<TParameters>, Reduced<TParameters, TReduction>, TParameters, TReduction>();

    private static string Compare<TFull, TReduced, TParameters, TReduction>()
        where TFull : struct, IPackedSystem
        where TReduced : struct, IPackedSystem
        where TParameters : struct, IParameters
        where TReduction : struct, IReduction
    {
        var audit = ReductionAudit.Of(default(PackedStates<TFull>), default(PackedStates<TReduced>), static state =>
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(state);
            return !TReduction.TryAdvance(ref word, out _);
        });
        return AuditInWords.Of(
            string.Create(CultureInfo.InvariantCulture, $"{TParameters.Pages},{TParameters.Devices},{TParameters.Threads}"), audit);
    }
}
