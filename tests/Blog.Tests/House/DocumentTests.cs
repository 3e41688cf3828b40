namespace Blog.Tests.House;

/// <summary>Links of the documents lead to existing files and headings, and the test classes they name exist.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void Every_relative_link_of_a_document_leads_to_a_file_and_a_heading()
    {
        var documents = Documents.All().ToList();
        Assert.True(documents.Count > 5, "the documents were not found");
        Assert.Empty(documents.SelectMany(document => Documents.BrokenLinks(document.Path, document.Text)));
    }

    [Theory]
    [InlineData("See [the manual](docs/manuel.md).")]
    [InlineData("See [the settings](docs/operations.md#setings).")]
    [InlineData("# Here\n\nSee [below](#there).")]
    [InlineData("![A picture](docs/none.png)")]
    [InlineData("```text\n# there\n```\n\nSee [below](#there).")]
    public void A_planted_broken_link_is_found(string text) => Assert.Single(Documents.BrokenLinks("README.md", text));

    [Theory]
    [InlineData("See [the settings](docs/operations.md#settings) and [the folder](docs).")]
    [InlineData("# Here\n\nSee [above](#here), [outside](https://example.org/none.md) and `[code](none.md`.")]
    [InlineData("## C. Data safety\n\n## C. Data safety\n\n[one](#c-data-safety) [two](#c-data-safety-1)")]
    [InlineData("```md\n[an example](none.md)\n```")]
    public void A_working_link_is_accepted(string text) => Assert.Empty(Documents.BrokenLinks("README.md", text));

    [Fact]
    public void Every_test_class_that_a_document_names_exists()
    {
        var known = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .ToHashSet(StringComparer.Ordinal);
        var named = Documents.All().SelectMany(document => Documents.TestClasses(document.Text)).Distinct().ToList();
        Assert.True(named.Count > 40, $"only {named.Count} test classes are named");
        Assert.Empty(named.Except(known));
    }
}
