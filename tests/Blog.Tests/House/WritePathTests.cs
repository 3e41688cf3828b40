using System.Text.RegularExpressions;

namespace Blog.Tests.House;

public sealed class WritePathTests
{
    [Fact]
    public void Posts_are_written_only_by_PostWriter_and_the_database_only_by_WriteAsync() => Assert.Empty(Bypasses.In(Sources()));

    [Fact]
    public void Every_listed_exception_is_still_needed() => Assert.Empty(Bypasses.IdleExceptions([.. Sources()]));

    [Theory]
    [InlineData("Editor/X.cs", "db.Revisions.Load(new Revision(post, kind, title, text, null, now));")]
    [InlineData("Data/Posts/Writing/Autosaving.cs", "var old = new Revision(post, kind, title, text, null, now);")]
    [InlineData("Editor/X.cs", "var old = new Blog.Data.Posts.Revision(post, kind, title, text, null, now);")]
    [InlineData("Editor/X.cs", "var edit = new PendingEdit(post, now);")]
    [InlineData("Data/Posts/PostPlanner.cs", "var edit = new PendingEdit(post, now);")]
    [InlineData("Data/X.cs", "db.Posts.Add(post);")]
    [InlineData("Data/X.cs", "db.Posts\n    .RemoveRange(posts);")]
    [InlineData("Data/X.cs", "await db.PendingEdits.AddAsync(edit);")]
    [InlineData("Data/X.cs", "db.Set<Post>().Remove(post);")]
    [InlineData("Data/X.cs", "db.Posts.Update(post);")]
    [InlineData("Operations/X.cs", "await db.Posts.Where(post => post.IsSample).ExecuteDeleteAsync(token);")]
    [InlineData(
        "Operations/X.cs",
        "await db.Revisions\n    .Where(r => r.Id == 1)\n    .ExecuteUpdateAsync(set => set.SetProperty(r => r.Title, \"\"), token);"
    )]
    [InlineData("Data/X.cs", "public Task X() => db.PendingEdits.ExecuteDeleteAsync();")]
    [InlineData("Data/X.cs", "db.WriteAsync(() => db.Posts.ExecuteDeleteAsync(token), token);")]
    [InlineData("Data/X.cs", "Execute(\"UPDATE Posts SET Title = ''\");")]
    [InlineData("Data/X.cs", "Execute(\"DELETE FROM \\\"Revisions\\\"\");")]
    [InlineData("Data/X.cs", "Execute(\"INSERT OR REPLACE INTO PendingEdits VALUES (1)\");")]
    [InlineData("Editor/X.cs", "post.Discard();")]
    [InlineData("Editor/X.cs", "await using var t = await db.Database.BeginTransactionAsync(token);")]
    [InlineData("Data/Posts/Writing/X.cs", "using var t = db.Database.BeginTransaction();")]
    [InlineData("Accounts/X.cs", "public sealed class X(WriteGate gate);")]
    [InlineData("Accounts/X.cs", "services.GetRequiredService<WriteGate>().RunAsync(work, token);")]
    public void A_bypass_is_found(string path, string text) => Assert.Single(Bypasses.In([(path, text)]));

    [Theory]
    [InlineData("Data/Posts/Writing/RevisionPolicy.cs", "db.Revisions.Add(new Revision(post, kind, title, text, null, now));")]
    [InlineData(
        "Data/Posts/Writing/X.cs",
        "db.Posts.Add(post); db.PendingEdits.Remove(edit); post.Discard(); var edit = new PendingEdit(post, now);"
    )]
    [InlineData("Reading/X.cs", "var posts = await db.Posts.Where(post => post.Hidden).ToListAsync(); names.Add(posts[0].Title);")]
    [InlineData("Reading/X.cs", "var page = new RevisionModel(posts); var row = new RevisionRow(1);")]
    [InlineData("Data/X.cs", "await db.Media.Where(file => !db.Posts.Any(post => post.Id == 1)).ExecuteDeleteAsync(token);")]
    [InlineData(
        "Data/X.cs",
        "var ids = await db.Posts.Select(post => post.Id).ToListAsync(); await db.Tags.Where(tag => "
            + "ids.Contains(tag.Id)).ExecuteDeleteAsync(token);"
    )]
    [InlineData(
        "Data/X.cs",
        "Execute(\"INSERT INTO PostSearch (PostSearch) VALUES ('optimize')\"); Execute(\"SELECT count(*) FROM Posts\");"
    )]
    [InlineData("Data/X.cs", "// db.Posts.Add(post) would bypass the writer, as BeginTransaction() and a WriteGate would")]
    [InlineData("Operations/Maintenance/DatabaseMaintenance.cs", "public sealed class X(WriteGate gate);")]
    [InlineData("Data/BlogDb.cs", "await Database.BeginTransactionAsync(token);")]
    public void Similar_looking_code_is_accepted(string path, string text) => Assert.Empty(Bypasses.In([(path, text)]));

    [Fact]
    public void A_boolean_field_of_a_post_is_named_in_at_most_six_files() =>
        Assert.InRange(
            Sources()
                .Where(source =>
                    !source.Path.StartsWith("Data/Migrations/", StringComparison.Ordinal)
                    && Regex.IsMatch(source.Text, @"\bEvergreen\b", RegexOptions.NonBacktracking)
                )
                .Count(),
            3,
            6
        );

    private static List<(string Path, string Text)> Sources()
    {
        var root = Path.Combine(Repository.Root, "src", "Blog");
        var sources = Directory
            .EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".cshtml", StringComparison.Ordinal))
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), File: file))
            .Where(file => file.Path.Split('/')[0] is not ("obj" or "bin" or "data" or "frontend" or "Samples"))
            .Select(file => (file.Path, File.ReadAllText(file.File)))
            .ToList();
        Assert.True(sources.Count > 40, "the sources were not found");
        return sources;
    }
}
