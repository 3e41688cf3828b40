using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Blog.Data.Addresses;
using Blog.Portability.Import;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Portability.Import.Backups;

/// <summary>Everything that a backup brought, as text: a post, its addresses, counts and comments after the other.</summary>
internal static partial class BackupDump
{
    public static async Task<string> OfAsync(ImportFixture fixture, ImportReport report)
    {
        var text = new StringBuilder();
        await fixture.Host.WithDbAsync(async db =>
        {
            var posts = await db
                .Posts.Include(post => post.Tags)
                .Include(post => post.Category)
                .Include(post => post.Author)
                .OrderBy(post => post.ImportKey)
                .ToListAsync();
            var redirects = await db.Redirects.Where(one => one.PostId != null).OrderBy(one => one.Path).ToListAsync();
            var counts = await db.PageCounts.Include(one => one.FormerPage).ToListAsync();
            var comments = await db.Comments.OrderBy(one => one.SourceId).ToListAsync();
            foreach (var post in posts)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"== {post.Title} [{post.Kind}, {post.State}{(post.Hidden ? ", hidden" : "")}{(post.Pinned ? ", pinned" : "")}] "
                        + $"by {post.Author!.Name}\n"
                );
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{post.Address.Value} {post.PublishedAt:yyyy-MM-ddTHH:mm:ssZ} {post.Category?.Path} #{TagsOf(post)}\n"
                );
                text.Append(string.Concat(redirects.Where(one => one.PostId == post.Id).Select(one => $"from {one.Path}\n")));
                foreach (var count in counts.Where(one => one.FormerPage!.PostId == post.Id))
                {
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"counts {count.Views} views, {count.Visitors} visitors, {count.Reactions} reactions\n"
                    );
                }

                text.Append(post.Markdown.TrimEnd()).Append('\n');
                foreach (var one in comments.Where(one => one.PostId == post.Id))
                {
                    var parent = comments.Find(other => other.Id == one.ParentId)?.SourceId;
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"-- {one.SourceId}{(parent is null ? "" : " answers " + parent)}, "
                            + $"{one.State}, {one.Kind}{(one.ByAuthor ? ", author" : "")} "
                            + $"{one.CreatedAt:yyyy-MM-ddTHH:mm:ssZ} {one.Name} {one.Email} {one.Website} {one.Ip}: {one.Text}\n"
                    );
                }
            }
        });
        foreach (var entry in report.Entries)
        {
            text.Append(string.Concat(entry.Warnings.Select(warning => $"warning {entry.Path}: {warning}\n")));
            text.Append(entry.Reason is { } reason ? $"{entry.Outcome} {entry.Path}: {reason}\n" : "");
        }

        text.Append(string.Concat(report.Notes.Select(note => $"note: {note}\n")));
        text.Append(
            string.Concat(
                report
                    .Kept.Where(one => PostAddress.KeyOf(one.Old) != PostAddress.KeyOf(one.Now))
                    .Select(one => $"{one.Old} -> {one.Now}\n")
            )
        );
        return text.ToString().ReplaceLineEndings("\n").Replace(fixture.Root, "ROOT", StringComparison.Ordinal);
    }

    private static string TagsOf(Blog.Data.Posts.Post post) => string.Join(" #", post.Tags.Select(tag => tag.Name));

    /// <summary>The same without the ids of pictures, which depend on how they are encoded.</summary>
    public static string Stable(string text) => Media().Replace(text, "/media/ID/");

    /// <summary>Whether it is as the file beside the tests expects it.</summary>
    public static void Check(string name, string actual)
    {
        var path = Path.Combine(Repository.Root, "tests", "Blog.Tests", "Portability", "Corpus", "backups", name);
        if (Environment.GetEnvironmentVariable("BLOG_WRITE_FIXTURES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }

    [GeneratedRegex("/media/[0-9a-f]+/", RegexOptions.NonBacktracking)]
    private static partial Regex Media();
}
