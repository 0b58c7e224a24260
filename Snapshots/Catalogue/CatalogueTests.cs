using Hmm.Model.Drivers;
using Hmm.Model.Lifecycles;
using Hmm.Model.Protocols;
using Hmm.Tool.Reports;

namespace Hmm.Snapshots.Catalogue;

/// <summary>What the model is, to be read as a diff: every operation with its steps and locks, every lifecycle, the lock order, the
/// claims. Operations are shown with the kernel's own test driver, then what another driver does otherwise.</summary>
public sealed class CatalogueTests
{
    private static readonly Tool.Reports.Catalogue Kernel = new(Linux612.With(new TestHmm()));

    private static readonly Dictionary<string, Lifecycle<PageState, PageTrigger>> Pages = new()
    {
        ["system"] = new("system page", PageState.Absent, SystemPage.Configure),
        ["unaddressable"] = new("unaddressable page", PageState.Absent, UnaddressablePage.Configure),
        ["coherent"] = new("coherent page", PageState.Absent, CoherentPage.Configure),
        ["locked"] = new("locked page", PageState.Absent, LockedPage.Configure),
        ["exclusive"] = new("exclusive page", PageState.Absent, ExclusivePage.Configure),
        ["swapped"] = new("swapped page", PageState.Absent, SwappedPage.Configure),
    };

    public static TheoryData<string> Operations => [.. Kernel.Operations.Select(static chapter => chapter.Title)];

    public static TheoryData<string> Fragments => [.. Kernel.Fragments.Select(static chapter => chapter.Title)];

    public static TheoryData<string> Lives => [.. Pages.Keys];

    [Fact]
    public void No_step_is_left_out_and_no_title_comes_twice()
    {
        var titles = Kernel.Operations.Concat(Kernel.Fragments).Select(static chapter => chapter.Title).ToList();
        Assert.Equal(titles.Count, titles.Distinct().Count());
        Assert.All(Linux612.With(new TestHmm()).Operations, static operation =>
            Assert.Equal(operation.Steps.Length, Part.Of(operation).Sum(static part => part.Length)));
    }

    [Fact]
    public Task Legend() => Verify(CatalogueText.Legend, "md");

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Operation(string name) => Verify(Find(Kernel.Operations, name), "md").UseParameters(name);

    [Theory]
    [MemberData(nameof(Fragments))]
    public Task Fragment(string name) => Verify(Find(Kernel.Fragments, name), "md").UseParameters(name.Replace(' ', '-'));

    [Fact]
    public Task Driver_Reference()
    {
        var other = new Tool.Reports.Catalogue(Linux612.With(new Reference()));
        var same = Kernel.Operations.Concat(Kernel.Fragments).ToHashSet();
        var chapters = other.Operations.Concat(other.Fragments).Where(chapter => !same.Contains(chapter));
        return Verify(string.Join("\n\n", chapters.Select(static chapter => chapter.Text)), "md");
    }

    [Theory]
    [MemberData(nameof(Lives))]
    public Task Page(string life) => Verify(CatalogueText.Of(Pages[life]), "md").UseParameters(life);

    [Fact]
    public Task Pages_together() => Verify(PageLife.Life.ToMermaid().ReplaceLineEndings("\n"), "mmd");

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

    public static TheoryData<string> Proposals => [.. Extensions.All.Select(static extension => extension.Name)];

    /// <summary>What an extension adds, and the chapters of Linux that it amends, with the driver that it needs.</summary>
    /// <param name="name">The extension.</param>
    /// <returns>When it is done.</returns>
    [Theory]
    [MemberData(nameof(Proposals))]
    public Task Extension(string name)
    {
        var extension = Extensions.All.Single(known => known.Name == name);
        var same = Chapters(Linux612.With(new Reference())).ToHashSet();
        var added = Chapters(Linux612.With(new Reference(), extension)).Where(chapter => !same.Contains(chapter));
        return Verify(string.Join("\n\n", added.Select(static chapter => chapter.Text).Prepend(CatalogueText.Of(extension))), "md")
            .UseParameters(name);
    }

    [Fact]
    public Task Mutants() => Verify(CatalogueText.Mutants(Linux612.With(new Reference())), "md");

    private static IEnumerable<Chapter> Chapters(Protocol protocol)
    {
        var catalogue = new Tool.Reports.Catalogue(protocol);
        return catalogue.Operations.Concat(catalogue.Fragments);
    }

    private static string Find(IEnumerable<Chapter> chapters, string title) => chapters.Single(chapter => chapter.Title == title).Text;
}
