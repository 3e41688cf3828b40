namespace Blog.Tests.House;

public sealed class FloorTests
{
    [Fact]
    public void A_room_imports_only_rooms_on_lower_floors()
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
    public void Allowed_imports_are_accepted(string path, string text) => Assert.Empty(Floors.Breaches([(path, text)]));

    [Fact]
    public void The_folders_of_a_room_form_a_tree() => Assert.Empty(FolderCircles.Find(Sources()));

    [Fact]
    public void A_planted_circle_of_folders_is_found()
    {
        var circle = Assert.Single(
            FolderCircles.Find([
                ("Data/Posts/Post.cs", "using Blog.Data.Media;\nnamespace Blog.Data.Posts;\npublic sealed class Post { MediaFile cover; }"),
                (
                    "Data/Media/MediaFile.cs",
                    "using Blog.Data.Posts;\nnamespace Blog.Data.Media;\npublic sealed class MediaFile { Post post; }"
                ),
                ("Data/Search/Index.cs", "using Blog.Data.Posts;\nnamespace Blog.Data.Search;\npublic sealed class Index { Post post; }"),
            ])
        );
        Assert.StartsWith("Data/Media, Data/Posts: ", circle, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_through_a_third_folder_and_through_the_parent_is_found()
    {
        var circle = Assert.Single(
            FolderCircles.Find([
                ("Data/Slug.cs", "using Blog.Data.Posts;\nnamespace Blog.Data;\npublic sealed class Slug { Post post; }"),
                ("Data/Posts/Post.cs", "using Blog.Data.Media;\nnamespace Blog.Data.Posts;\npublic sealed class Post { MediaFile cover; }"),
                ("Data/Media/MediaFile.cs", "namespace Blog.Data.Media;\npublic sealed class MediaFile { Slug name; }"),
            ])
        );
        Assert.StartsWith("Data, Data/Media, Data/Posts: ", circle, StringComparison.Ordinal);
    }

    [Fact]
    public void Setup_files_comments_and_folders_that_only_look_down_make_no_circle() =>
        Assert.Empty(
            FolderCircles.Find([
                ("Data/DataSetup.cs", "using Blog.Data.Posts;\nnamespace Blog.Data;\npublic static class DataSetup { Post post; }"),
                ("Data/BlogDb.cs", "using Blog.Data.Posts;\nnamespace Blog.Data;\npublic sealed class BlogDb { Post post; }"),
                ("Data/Slug.cs", "namespace Blog.Data;\n// a Post has one\npublic sealed class Slug;"),
                ("Data/Posts/Post.cs", "namespace Blog.Data.Posts;\npublic sealed class Post { Slug slug; }"),
            ])
        );

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
