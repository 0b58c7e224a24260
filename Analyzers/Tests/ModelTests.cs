using System.Reflection;
using Hmm.Annotations;
using Hmm.Model.Locking;
using Microsoft.CodeAnalysis;

namespace Hmm.Analyzers.Tests;

/// <summary>The model is checked by its own analyzers: its step lists obey its lock classes while they are typed.</summary>
public sealed class ModelTests
{
    [Fact]
    public void Annotations_of_the_lock_classes_say_what_the_classes_say()
    {
        var fields = typeof(LockClasses).GetFields(BindingFlags.Public | BindingFlags.Static);
        Assert.Equal(LockClasses.All.Length, fields.Length);
        Assert.All(fields, field =>
        {
            var (lockClass, annotation) = ((LockClass)field.GetValue(null)!, field.GetCustomAttribute<LockClassAttribute>()!);
            Assert.Equal((lockClass.Name, lockClass.Rank), (annotation.Name, annotation.Rank));
            Assert.Equal(lockClass.Kind == Model.Locking.LockKind.Spinning, annotation.NoSleep);
            Assert.Equal(lockClass.Kind == Model.Locking.LockKind.Pseudo, annotation.Kind == Annotations.LockKind.Pseudo);
        });
    }

    [Theory]
    [InlineData("Take(LockClasses.Mmap), Take(LockClasses.Folio), Release(LockClasses.Folio), Release(LockClasses.Mmap)", null)]
    [InlineData("Take(LockClasses.Folio), Take(LockClasses.Mmap), Release(LockClasses.Mmap), Release(LockClasses.Folio)", "HMM1001")]
    [InlineData("Take(LockClasses.Mmap), Do(\"work\", static d => { })", "HMM1201")]
    [InlineData("Do(\"work\", static d => { }), Release(LockClasses.Mmap)", "HMM1202")]
    public async Task Step_list_that_breaks_the_lock_classes_is_marked(string steps, string? rule)
    {
        var text = $$"""
            using Hmm.Model.Locking;
            using static Hmm.Model.Operations.Vocabulary;

            public static class Example
            {
                public static System.Collections.Immutable.ImmutableArray<Hmm.Model.Operations.Step<Hmm.Model.World>> Steps() =>
                    [{{steps}}];
            }
            """;
        var model = MetadataReference.CreateFromFile(typeof(LockClasses).Assembly.Location);
        var found = await Analysis.Run(Analysis.Compile([Analysis.Parse("Example.cs", text)], model));
        Assert.Equal(rule is null ? [] : [rule], found.Select(d => d.Id).Distinct());
    }
}
