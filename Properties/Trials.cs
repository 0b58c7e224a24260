using System.Collections.Immutable;
using Hmm.Model.Claims;
using Hmm.Model.Drivers;
using Hmm.Model.Exploring;
using Hmm.Model.Protocols;

namespace Hmm.Properties;

/// <summary>Every mutant of every protocol, tried once for all tests that ask what came of it.</summary>
internal static class Trials
{
    private static readonly Dictionary<(string Protocol, string Mutant), Lazy<Trial>> Known = Mutants.ToDictionary(
        static one => (one.Protocol.Name, one.Mutant.Name),
        static one => new Lazy<Trial>(() => Trial.Of(one.Protocol, one.Mutant, new ExplorerOptions { Threads = 2 })));

    /// <summary>The mutants, each with the protocol that it changes.</summary>
    public static ImmutableArray<(Protocol Protocol, Mutant Mutant)> Mutants =>
        [.. KnownProtocols.Names.Select(static name => KnownProtocols.Of(name, new Reference()))
            .SelectMany(static protocol => protocol.Mutants.Select(mutant => (protocol, mutant)))];

    /// <summary>What came of all of them.</summary>
    public static IEnumerable<Trial> All => Known.Values.Select(static trial => trial.Value);

    /// <summary>What came of one.</summary>
    /// <param name="protocol">The name of its protocol.</param>
    /// <param name="mutant">Its name.</param>
    /// <returns>The trial.</returns>
    public static Trial Of(string protocol, string mutant) => Known[(protocol, mutant)].Value;
}
