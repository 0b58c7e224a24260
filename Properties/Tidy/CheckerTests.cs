namespace Hmm.Properties.Tidy;

/// <summary>Each checker of the style finds what it is there to find, and leaves its neighbour alone.</summary>
public class CheckerTests
{
    private const string Ground = "namespace Hmm.Model.Memory; public readonly record struct Pte;";
    private const string Top = "namespace Hmm.Model; public readonly record struct World { public Hmm.Model.Memory.Pte Pte { get; } }";
    private const string Path = "namespace Hmm.Model.Operations; public static class CpuFault { public static int Steps => 1; }";

    [Fact]
    public void A_file_of_251_lines_is_too_long()
    {
        Assert.Empty(Limits.Complaints(Lines(250)));
        Assert.Contains("251 lines", Assert.Single(Limits.Complaints(Lines(251))), StringComparison.Ordinal);

        static SourceFile Lines(int count) => new("Model/A.cs", string.Concat(Enumerable.Repeat("// a\n", count)));
    }

    [Theory]
    [InlineData("void F()\n{0}")]
    [InlineData("A()\n{0}")]
    [InlineData("int F\n{{\nget\n{0}\n}}")]
    [InlineData("void G()\n{{\nvoid F()\n{0}\nF();\n}}", 2)]
    [InlineData("System.Action f = () =>\n{0};")]
    public void A_function_of_41_lines_is_too_long(string member, int nested = 1)
    {
        Assert.Equal(nested - 1, TooLong(40));
        Assert.Equal(nested, TooLong(41));

        int TooLong(int lines) =>
            Limits.Complaints(Body(lines)).Count(complaint => complaint.Contains("a function of", StringComparison.Ordinal));

        SourceFile Body(int lines)
        {
            var body = $"{{\n{string.Concat(Enumerable.Repeat(";\n", lines - 3))}}}";
            return new("Model/A.cs", $"class A\n{{\n{string.Format(null, member, body)}\n}}\n");
        }
    }

    [Fact]
    public void A_list_literal_is_data_but_a_function_inside_it_is_not()
    {
        Assert.Empty(Limits.Complaints(List(string.Concat(Enumerable.Repeat("1,\n", 60)))));
        Assert.Single(Limits.Complaints(List($"() =>\n{{\n{string.Concat(Enumerable.Repeat(";\n", 60))}}},\n")));

        static SourceFile List(string items) => new("Model/A.cs", $"class A\n{{\nobject[] F() =>\n[\n{items}];\n}}\n");
    }

    [Fact]
    public void A_line_of_141_columns_is_too_wide()
    {
        Assert.Empty(Limits.Complaints(Line(140)));
        Assert.Contains("Model/A.cs(2): 141 columns", Assert.Single(Limits.Complaints(Line(141))), StringComparison.Ordinal);

        static SourceFile Line(int columns) => new("Model/A.cs", $"\n{new string('/', columns)}\n");
    }

    [Theory]
    [InlineData("public class A; public class B;", true)]
    [InlineData("namespace N; public enum B;", true)]
    [InlineData("namespace N; public enum A; public delegate void B();", false)]
    [InlineData("public class A { public class B; }", false)]
    [InlineData("class B; class C;", false)]
    [InlineData("public class A; public class A<T>;", false)]
    public void A_file_holds_one_public_type_and_has_its_name(string text, bool isWrong)
    {
        Assert.Equal(isWrong, Limits.Complaints(new("Model/A.cs", text)).Any());
        Assert.Equal(isWrong, Limits.Complaints(new("Model/A.Part.cs", text)).Any());
    }

    [Theory]
    [InlineData("// TO" + "DO later", true)]
    [InlineData("/* FIX" + "ME */", true)]
    [InlineData("#region A\n#endregion", true)]
    [InlineData("// The kernel does it later.", false)]
    public void Loose_ends_are_found(string text, bool isWrong) =>
        Assert.Equal(isWrong, Limits.Complaints(new("Model/A.cs", text)).Any());

    [Theory]
    [InlineData("Memory", "class Bad { World w; }")]
    [InlineData("Memory", "class Bad { object o = new World().Pte; }")]
    [InlineData("Locking", "class Bad { Hmm.Model.Operations.Later o; }")]
    [InlineData("Operations", "class Bad { Hmm.Model.Exploring.Explorer e; }")]
    [InlineData("Exploring", "class Bad { int i = Hmm.Model.Operations.CpuFault.Steps; }")]
    public void A_folder_that_points_upwards_is_found(string folder, string type)
    {
        var complaints = Layers.Complaints(With(folder, type)).ToList();

        Assert.NotEmpty(complaints);
        Assert.All(complaints, complaint => Assert.StartsWith($"Model/{folder}/Bad.cs(1): ", complaint, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Locking", "class Good { Hmm.Model.Memory.Pte p; }")]
    [InlineData("Operations", "class Good { World w; Later l; int i = CpuFault.Steps; }")]
    [InlineData("Protocols", "class Good { int i = Hmm.Model.Operations.CpuFault.Steps; }")]
    [InlineData("Exploring", "class Good { World w; Hmm.Model.Operations.Later l; object o = new World().Pte; }")]
    [InlineData("Memory", "class Good { int World; int i => World; }")]
    public void A_folder_that_points_downwards_is_left_alone(string folder, string type) =>
        Assert.Empty(Layers.Complaints(With(folder, type)));

    [Fact]
    public void A_folder_without_a_place_is_named() =>
        Assert.Throws<InvalidOperationException>(() => Layers.Complaints(With("Elsewhere", "class Bad { World w; }")).ToList());

    [Theory]
    [InlineData("int F() => new Random(1).Next();", "Random")]
    [InlineData("long F() => DateTime.UtcNow.Ticks;", "DateTime")]
    [InlineData("string F() => System.Environment.MachineName;", "Environment")]
    [InlineData("string F() => File.ReadAllText(\"a\");", "File")]
    [InlineData("static int cell;", "cell")]
    [InlineData("public static int Cell { get; set; }", "Cell")]
    public void What_is_not_pure_is_found(string member, string name)
    {
        var complaint = Assert.Single(Purity.Complaints(With("Memory", $"class Bad {{ {member} }}")));

        Assert.StartsWith($"Model/Memory/Bad.cs(1): {name}", complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("const int Size = 1; static readonly int Other = 2; int cell; static int Twice => 2 * Size;")]
    [InlineData("enum Kind { File, Random } Kind File => Kind.File; Kind Random => Kind.Random;")]
    public void What_is_pure_is_left_alone(string members) =>
        Assert.Empty(Purity.Complaints(With("Memory", $"class Good {{ {members} }}")));

    [Fact]
    public void A_name_without_a_meaning_is_found() =>
        Assert.Contains(With("Memory", "class Bad { Nothing n; }").Errors, error => error.Contains("'Nothing'", StringComparison.Ordinal));

    private static ModelCode With(string folder, string type) => new(
    [
        new("Model/Memory/Pte.cs", Ground),
        new("Model/World.cs", Top),
        new("Model/Operations/CpuFault.cs", Path),
        new("Model/Operations/Later.cs", "namespace Hmm.Model.Operations; public record Later;"),
        new("Model/Exploring/Explorer.cs", "namespace Hmm.Model.Exploring; public class Explorer;"),
        new($"Model/{folder}/Bad.cs", $"namespace Hmm.Model.{folder}; {type}"),
    ]);
}
