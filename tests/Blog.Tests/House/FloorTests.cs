namespace Blog.Tests.House;

public sealed class FloorTests
{
    [Fact]
    public void No_room_looks_sideways_or_up()
    {
        var sources = Sources().ToList();
        Assert.True(sources.Count > 40, "the sources were not found");
        Assert.Empty(Floors.Breaches(sources));
    }

    [Theory]
    [InlineData("Rendering/X.cs", "using Blog.Data;")]
    [InlineData("Rendering/X.cs", "using static Blog.Data.PostQueries;")]
    [InlineData("Rendering/X.cs", "using D = Blog.Data.BlogDb;")]
    [InlineData("Data/X.cs", "namespace Blog.Data; class X { object y = new Blog.Site.Texts(); }")]
    [InlineData("Data/X.cs", "namespace Blog.Data; class X { global::Blog.Site.Texts y; }")]
    [InlineData("Data/X.cs", "namespace Blog.Data; class X { Site.Texts y; }")]
    [InlineData("Caching/X.cs", "using Blog.Site;")]
    [InlineData("Site/X.cs", "using Blog.Caching;")]
    [InlineData("Reading/X.cs", "using Blog.Portability;")]
    [InlineData("Reading/X.cshtml", "@using Blog.Operations")]
    [InlineData("Reading/X.cshtml", "@model Blog.Portability.Thing")]
    [InlineData("Site/X.cshtml", "@inject Blog.Reading.Thing Thing")]
    [InlineData("Site/X.cshtml", "<p>@(new Reading.Thing().Name)</p>")]
    [InlineData("Data/X.cs", "global using Blog.Rendering;")]
    [InlineData("Usings.cs", "global using Blog.Rendering;")]
    [InlineData("Reading/Helpers/X.cs", "")]
    [InlineData("Plugins/X.cs", "")]
    public void A_planted_breach_is_found(string path, string text) => Assert.Single(Floors.Breaches([(path, text)]));

    [Theory]
    [InlineData("Program.cs", "using Blog.Reading; using Blog.Data;")]
    [InlineData("Reading/X.cs", "using Blog.Caching; using Blog.Site; using Blog.Data; using Blog.Rendering;")]
    [InlineData("Data/X.cs", "// see Blog.Site for the words\nusing Blog.Rendering;")]
    [InlineData("Site/X.cshtml", "@* not Blog.Reading *@ @Site.Texts.Home")]
    [InlineData("Rendering/X.cs", "using System.Data.Common;")]
    public void What_the_plan_allows_is_no_breach(string path, string text) => Assert.Empty(Floors.Breaches([(path, text)]));

    private static IEnumerable<(string Path, string Text)> Sources()
    {
        var root = Path.Combine(Repository.Root, "src", "Blog");
        return Directory
            .EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".cshtml", StringComparison.Ordinal))
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), File: file))
            .Where(file => file.Path.Split('/')[0] is not ("obj" or "bin" or "data" or "frontend" or "Samples"))
            .Select(file => (file.Path, File.ReadAllText(file.File)));
    }
}
