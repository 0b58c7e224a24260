using Hmm.Model;

namespace Hmm.Snapshots.Api;

/// <summary>What Hmm.Model offers to those who build on it; a change here is a change for them.</summary>
public sealed class ApiTests
{
    public static TheoryData<string> Namespaces =>
        [.. typeof(World).Assembly.GetExportedTypes().Select(static type => type.Namespace!).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Namespaces))]
    public Task Model(string name) => Verify(PublicApi.Of(typeof(World).Assembly, name)).UseParameters(name);
}
