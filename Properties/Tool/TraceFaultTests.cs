using Hmm.Tool.Traces;

namespace Hmm.Properties.Tool;

/// <summary>In the texts, ^ marks the place that the error must name; $ at the start of a line marks the line as a whole.</summary>
public sealed class TraceFaultTests
{
    private const string Header = """{"seed":7,"profile":"all","pages":2,"devices":4,"length":1,"kernel":"6.12.117"}""";
    private const string State = "\"state\":[{\"p\":0,\"perm\":[0,0],\"pte\":[\"-\",\"-\"]}]";
    private const string Good = """{"i":0,"p":0,"op":"exit","ret":0,""" + State + "}";

    [Theory]
    [InlineData("This line stands outside any sequence.", """^{"end":7}""")]
    [InlineData("This is no value of \"length\".", """{"seed":7,"profile":"all","pages":2,"devices":4,"length":^0,"kernel":"6.12.117"}""")]
    [InlineData("This is no value of \"pages\".", """{"seed":7,"profile":"all","pages":^17,"devices":4,"length":1,"kernel":"6.12.117"}""")]
    [InlineData("This is no value of \"devices\".", """{"seed":7,"profile":"all","pages":8,"devices":^5,"length":1,"kernel":"6.12.117"}""")]
    [InlineData("\"kernel\" is missing.", """{"seed":7,"profile":"all","pages":2,"devices":4,"length":1^}""")]
    [InlineData("The trace ends inside the sequence of seed 7, after 0 of 1 records.", "$" + Header)]
    [InlineData("The trace ends inside the sequence of seed 7, after 1 of 1 records.", Header + "\n$" + Good)]
    [InlineData("The sequence of seed 7 is not closed before this line.", Header + "\n^" + Header)]
    [InlineData("The sequence ends after 0 of 1 records.", Header + "\n{^\"end\":7}")]
    [InlineData("The end of seed 8 stands in the sequence of seed 7.", Header + "\n" + Good + "\n{^\"end\":8}")]
    [InlineData("Record 1 stands in the place of record 0.", Header + "\n{^\"i\":1,\"p\":0,\"op\":\"exit\",\"ret\":0," + State + "}")]
    [InlineData("Record 1 stands in the place of record 1.", Header + "\n" + Good + "\n{^\"i\":1,\"p\":0,\"op\":\"exit\",\"ret\":0,"
        + State + "}")]
    public void A_broken_sequence_is_refused(string what, string text) => Refuses(what, text);

    [Theory]
    [InlineData("There is no field 'q' here.", """{"i":0,"p":0,^"q":0}""")]
    [InlineData("There is no field 'begin' here.", """{"i":0,"p":0,^"begin":0}""")]
    [InlineData("\"p\" stands there twice.", """{"i":0,"p":0,^"p":0}""")]
    [InlineData("There is no call 'swapoff'.", """{"i":0,"p":0,"op":^"swapoff"}""")]
    [InlineData("There is no kind of mapping 'anon'.", """{"i":0,"p":0,"op":"map","kind":^"anon"}""")]
    [InlineData("This is no value of \"i\".", """{"i":^"0"}""")]
    [InlineData("This is no value of \"i\".", """{"i":^0.5}""")]
    [InlineData("This is no value of \"i\".", """{"i":^-0}""")]
    [InlineData("This is no value of \"ret\".", """{"i":0,"p":0,"op":"exit","ret":^1}""")]
    [InlineData("This is no value of \"p\".", """{"i":0,"p":^4}""")]
    [InlineData("This is not the value of a page.", """{"i":0,"p":0,"op":"cpu_write","page":0,"val":^-1}""")]
    [InlineData("\"ret\", \"state\" is missing.", """{"i":0,"p":0,"op":"exit"^}""")]
    [InlineData("\"n\" is missing.", """{"i":0,"p":0,"op":"unmap","page":0,"ret":0,""" + State + "^}")]
    [InlineData("\"vals\" is missing.", """{"i":0,"p":0,"op":"cpu_read","page":0,"ret":0,""" + State + "^}")]
    [InlineData("\"vals\" does not belong here.", """{"i":0,"p":0,"op":"cpu_read","page":0,"ret":-11,^"vals":[1],""" + State + "}")]
    [InlineData("\"file\" does not belong here.",
        """{"i":0,"p":0,"op":"map","page":0,"n":1,"prot":3,"kind":"anon_private",^"file":0,"ret":0,""" + State + "}")]
    [InlineData("\"n\" is 0, which does not fit.", """{"i":0,"p":0,"op":"unmap","page":0,^"n":0,"ret":0,""" + State + "}")]
    [InlineData("\"page\" is 1, which does not fit.", """{"i":0,"p":0,"op":"unmap",^"page":1,"n":2,"ret":0,""" + State + "}")]
    [InlineData("\"val\" is 65535, which does not fit.", """{"i":0,"p":0,"op":"dev_write","d":0,"page":0,"n":2,^"val":65535,"""
        + "\"ret\":-14," + State + "}")]
    [InlineData("\"to\" is 0, which does not fit.", """{"i":0,"p":0,"op":"fork",^"to":0,"ret":0,""" + State + "}")]
    [InlineData("\"vals\" has 2 elements instead of 1.", """{"i":0,"p":0,"op":"cpu_read","page":0,"ret":0,^"vals":[1,2],""" + State + "}")]
    [InlineData("\"state\" is empty.", """{"i":0,"p":0,"op":"exit","ret":0,^"state":[]}""")]
    [InlineData("\"perm\" has 1 elements instead of 2.",
        """{"i":0,"p":0,"op":"exit","ret":0,"state":[{"p":0,^"perm":[0],"pte":["-","-"]}]}""")]
    [InlineData("The processes are not in order.",
        """{"i":0,"state":[{"p":1,"perm":[0,0],"pte":["-","-"]},{^"p":0,"perm":[0,0],"pte":["-","-"]}]}""")]
    [InlineData("'ram:1' is no page-table entry.", """{"i":0,"state":[{"pte":[^"ram:1"]}]}""")]
    [InlineData("The recorder did not know the entry 'swap26:0'.", """{"i":0,"state":[{"pte":[^"swap26:0"]}]}""")]
    [InlineData("This is not what should stand here.", """{"i":0,"state":^{}}""")]
    [InlineData("This is not what should stand here.", """{"i":0,"died":^false}""")]
    [InlineData("This is not JSON.", """{"i":0,"died":true}^{}""")]
    [InlineData("This is not JSON.", """{"i":0^;"p":0}""")]
    [InlineData("The line is cut short.", """{"i":0,"p":0,"op"^""")]
    [InlineData("The line is empty.", "$")]
    [InlineData("Here begins what the kernel's lock validator printed, which is no trace.", "$### /proc/lockdep")]
    public void A_broken_record_is_refused(string what, string record) => Refuses(what, Header + "\n" + record + "\n{\"end\":7}\n");

    [Theory]
    [InlineData("The section has 1 threads.", """[[{"begin":0,"end":1,"op":"cpu_write","page":0,"val":1,"ret":0}]^]""")]
    [InlineData("The thread makes 0 calls.", "[[^]]")]
    [InlineData("A section cannot exit.", """[[{"begin":0,"end":1,^"op":"exit","ret":0}]]""")]
    [InlineData("A section cannot stand here.", """[[{"begin":0,"end":1,^"op":"parallel"}]]""")]
    [InlineData("\"begin\" is missing.", """[[{"end":1,"op":"reopen","d":1,"ret":0^}]]""")]
    [InlineData("The call does not begin after the one before it and end after it began.",
        """[[{^"begin":1,"end":1,"op":"reopen","d":1,"ret":0}]]""")]
    public void A_broken_section_is_refused(string what, string threads) =>
        Refuses(what, Header + "\n{\"i\":0,\"p\":0,\"op\":\"parallel\",\"threads\":" + threads + "," + State + "}\n{\"end\":7}\n");

    [Fact]
    public void An_empty_trace_is_refused() =>
        Assert.Equal("The trace is empty.", Assert.Throws<TraceException>(() => Traces.Read(string.Empty)).Problem.What);

    [Fact]
    public void A_line_without_an_end_is_refused_before_memory_is_full()
    {
        var exception = Assert.Throws<TraceException>(() => Traces.Read(new string('1', LineReader.MaxLine * 3)));
        Assert.Equal(new TracePlace("test.jsonl", 1), exception.Place);
    }

    [Fact]
    public void A_missing_file_and_a_directory_are_refused()
    {
        var missing = Assert.Throws<TraceException>(() => TraceReader.Read("no/such.jsonl").ToList());
        var directory = Assert.Throws<TraceException>(() => TraceReader.Read(AppContext.BaseDirectory).ToList());

        Assert.Equal("There is no such file.", missing.Problem.What);
        Assert.Equal("This is a directory.", directory.Problem.What);
    }

    [Fact]
    public void What_is_complete_can_be_rescued()
    {
        var text = Header + "\n" + Good + "\n{\"end\":7}\n" + Header + "\n" + Good + "\n";
        var exception = Assert.Throws<TraceException>(() => Traces.Read(text));

        Assert.Contains("head -n 3 >", exception.Problem.Next, StringComparison.Ordinal);
    }

    private static void Refuses(string what, string marked)
    {
        var at = marked.IndexOfAny(['^', '$']);
        var before = marked[..at];
        var line = before.Count(c => c == '\n') + 1;
        var column = marked[at] == '$' ? 0 : at - before.LastIndexOf('\n');

        var exception = Assert.Throws<TraceException>(() => Traces.Read(marked.Remove(at, 1)));

        Assert.Equal((what, new TracePlace("test.jsonl", line, column)), (exception.Problem.What, exception.Place));
    }
}
