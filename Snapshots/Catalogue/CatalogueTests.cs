using Hmm.Model.Drivers;
using Hmm.Model.Lifecycles;
using Hmm.Model.Protocols;
using Hmm.Tool.Reports;

namespace Hmm.Snapshots.Catalogue;

/// <summary>What the model is, to be read as a diff: every operation with its steps and locks, every lifecycle, the lock order, the
/// claims.</summary>
public sealed class CatalogueTests
{
    private static readonly Protocol Kernel = Linux612.With(new TestHmm());

    public static TheoryData<string> Operations => [.. Kernel.Operations.Select(static operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Operation(string name) =>
        Verify(CatalogueText.Of(Kernel.Operations.Single(operation => operation.Name == name)), "md").UseParameters(name);

    [Fact]
    public Task Page() => Verify(CatalogueText.Of(PageLife.Life), "md");

    [Fact]
    public Task Device_frame() => Verify(CatalogueText.Of(DeviceFrame.Life), "md");

    [Fact]
    public Task Migration_entry() => Verify(CatalogueText.Of(MigrationEntry.Life), "md");

    [Fact]
    public Task Subscription() => Verify(CatalogueText.Of(Hmm.Model.Lifecycles.Subscription.Life), "md");

    [Fact]
    public Task Locks() => Verify(CatalogueText.Locks(), "md");

    [Fact]
    public Task Claims() => Verify(CatalogueText.Claims(Documented.With(new Reference())), "md");
}
