namespace Hmm.Properties.Tidy;

/// <summary>The repository's own style, as far as a program can judge it. Every complaint says what to do.</summary>
public class TidyTests
{
    private static readonly Lazy<ModelCode> Model = new(() => new ModelCode(SourceTree.Model));

    [Fact]
    public void Files_functions_and_lines_keep_the_limits() => None(SourceTree.Files.SelectMany(Limits.Complaints));

    [Fact]
    public void Every_name_in_Model_has_a_meaning() => None(Model.Value.Errors);

    [Fact]
    public void Folders_of_Model_point_downwards() => None(Layers.Complaints(Model.Value));

    [Fact]
    public void Model_is_pure() => None(Purity.Complaints(Model.Value));

    [Fact]
    public void An_exception_from_the_limits_names_a_file_that_exists() =>
        Assert.Empty(Limits.Exceptions.Keys.Except(SourceTree.Files.Select(file => file.Path)));

    [Fact]
    public void The_files_are_found()
    {
        Assert.Contains(SourceTree.Files, file => file.Path == "Properties/Tidy/TidyTests.cs");
        Assert.Contains(SourceTree.Model, file => file.Path == "Model/World.cs");
        Assert.DoesNotContain(SourceTree.Files, file => file.Path.Contains("/obj/", StringComparison.Ordinal));
    }

    private static void None(IEnumerable<string> complaints)
    {
        var all = complaints.Distinct().ToList();
        Assert.True(all.Count == 0, $"{all.Count} complaints\n{string.Join('\n', all)}");
    }
}
