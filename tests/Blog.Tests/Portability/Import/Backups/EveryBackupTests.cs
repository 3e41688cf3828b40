using System.Net;
using Blog.Data.Posts;
using Blog.Portability.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability.Import.Backups;

/// <summary>What holds for the backups of all programs: dry run, visibility, repeat, undo, old addresses, no text lost.</summary>
public sealed class EveryBackupTests
{
    public static TheoryData<string> Names => [.. BackupSamples.All.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_backup_is_tried_imported_repeated_and_taken_back(string name)
    {
        var sample = BackupSamples.All.Single(one => one.Name == name);
        await using var fixture = await ImportFixture.OpenAsync();
        sample.WriteTo(fixture.Root);

        var dry = await fixture.ImportAsync(sample.Path, request => request with { DryRun = true });
        Assert.Empty(await fixture.PostsAsync());
        await fixture.Host.WithDbAsync(async db =>
        {
            Assert.Equal(0, await db.Redirects.CountAsync() + await db.Comments.CountAsync() + await db.FormerPages.CountAsync());
            Assert.Equal(0, await db.Media.CountAsync());
        });

        var report = await fixture.ImportAsync(sample.Path);
        Assert.Equal(dry.Entries.Select(Seen), report.Entries.Select(Seen));
        Assert.Equal(
            dry.Kept.Select(kept => kept.Old).Order(StringComparer.Ordinal),
            report.Kept.Select(kept => kept.Old).Order(StringComparer.Ordinal)
        );
        Assert.Equal((0, sample.Comments), (report.Count(ImportOutcome.Refused), report.Comments?.Added ?? 0));
        var posts = await fixture.PostsAsync();
        Assert.Equal(
            sample.Public.Concat(sample.Short is { } some ? [some] : []).Order(StringComparer.Ordinal),
            posts.Values.Where(post => post.State == PostState.Published).Select(post => post.Title).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            sample.Hidden.Order(StringComparer.Ordinal),
            posts
                .Values.Where(post => post is { State: PostState.Draft, PublishedAt: null })
                .Select(post => post.Title)
                .Order(StringComparer.Ordinal)
        );
        if (sample.Author is not null)
        {
            Assert.Equal(sample.Author, posts["公开"].Author!.Name);
        }

        var again = await fixture.ImportAsync(sample.Path);
        Assert.All(again.Entries, entry => Assert.Equal(ImportOutcome.Unchanged, entry.Outcome));
        Assert.Equal(0, again.Comments?.Added ?? 0);

        var undone = await new ImportUndo(fixture.Host.Get<IServiceScopeFactory>(), fixture.Host.Get<TimeProvider>()).RunAsync(
            report.RunId!.Value,
            null,
            TestContext.Current.CancellationToken
        );
        Assert.DoesNotContain(undone!.Entries, entry => entry.Stays);
        Assert.Empty(await fixture.PostsAsync());
        await fixture.Host.WithDbAsync(async db =>
            Assert.Equal(
                0,
                await db.Redirects.CountAsync()
                    + await db.Comments.CountAsync()
                    + await db.FormerPages.CountAsync()
                    + await db.PageCounts.CountAsync()
            )
        );
        Assert.Empty(Directory.EnumerateFileSystemEntries(fixture.PathOf("data/tmp")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_text_is_lost_in_silence(string name)
    {
        var sample = BackupSamples.All.Single(one => one.Name == name);
        await using var fixture = await ImportFixture.OpenAsync();
        sample.WriteTo(fixture.Root);
        var report = await fixture.ImportAsync(sample.Path);

        var posts = await fixture.PostsAsync();
        const string Shorter = "its text became much shorter: compare it with the original";
        var shorter = report.Entries.Where(entry => entry.Warnings.Contains(Shorter)).Select(entry => entry.Title);
        Assert.Equal(sample.Short is { } some ? [some] : [], shorter);
        if (sample.Deep is { } deep)
        {
            Assert.StartsWith("```html\n<div>", posts[deep].Markdown, StringComparison.Ordinal);
            Assert.Contains("深处的话", posts[deep].Markdown, StringComparison.Ordinal);
            Assert.Contains(
                "HTML nested more than 100 deep: imported as a draft that shows its HTML as it was",
                report.Entries.Single(entry => entry.Title == deep).Warnings
            );
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_old_address_answers_at_once_or_after_one_redirect(string name)
    {
        var sample = BackupSamples.All.Single(one => one.Name == name);
        using var folder = new TemporaryFolder();
        using var blog = new BlogApplication();
        await blog.Reader.GetAsync("/"); // ready
        foreach (var isNew in new[] { false, true })
        {
            var report = await new MarkdownImport(blog.Services.GetRequiredService<IServiceScopeFactory>(), blog.Clock).RunAsync(
                new ImportRequest(isNew ? Path.Combine(folder.Path, sample.Path) : sample.WriteTo(folder.Path)) { NewAddresses = isNew },
                null,
                TestContext.Current.CancellationToken
            );
            Assert.Equal(0, report.Count(ImportOutcome.Refused));
            var wrong = new List<string>();
            foreach (var (address, title) in sample.Addresses)
            {
                if (await FaultAsync(blog, address, title) is { } fault)
                {
                    wrong.Add($"{address}: {fault}");
                }
            }

            Assert.True(wrong.Count == 0, $"{wrong.Count} of {sample.Addresses.Length}, new: {isNew}\n" + string.Join('\n', wrong));

            // Nothing else is claimed: what the report promises answers too.
            foreach (var kept in report.Kept.Where(kept => !kept.Old.Contains('?', StringComparison.Ordinal)))
            {
                Assert.Null(await FaultAsync(blog, kept.Old, null) is { } fault ? kept.Old + ": " + fault : null);
            }
        }
    }

    /// <summary>The expected results lie beside the tests, one after the other.</summary>
    [Fact]
    public void There_are_enough_posts_and_comments_with_their_expected_result()
    {
        var files = Directory
            .GetFiles(Path.Combine(Repository.Root, "tests", "Blog.Tests", "Portability", "Corpus", "backups"), "*.txt")
            .Select(File.ReadAllLines)
            .ToList();
        Assert.True(files.Count >= 6);
        Assert.True(files.Sum(lines => lines.Count(line => line.StartsWith("== ", StringComparison.Ordinal))) >= 60);
        Assert.True(files.Sum(lines => lines.Count(line => line.StartsWith("-- ", StringComparison.Ordinal))) >= 18);
    }

    /// <summary>What is wrong with an old address; null if it answers at once or after one redirect, with the right post.</summary>
    private static async Task<string?> FaultAsync(BlogApplication blog, string address, string? title)
    {
        var path = address.Contains('?', StringComparison.Ordinal)
            ? address
            : string.Join('/', address.Split('/').Select(Uri.EscapeDataString));
        var answer = await blog.Reader.GetAsync(path);
        if (answer.StatusCode == HttpStatusCode.MovedPermanently)
        {
            answer = await blog.Reader.GetAsync(answer.Headers.Location);
        }

        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return $"{(int)answer.StatusCode} {answer.Headers.Location}";
        }

        if (title is null)
        {
            return null;
        }

        var heading = (await Visitor.ParsedAsync(answer)).QuerySelector("article h1")?.TextContent.Trim();
        return heading == title ? null : $"shows '{heading}', not '{title}'";
    }

    private static object Seen(ImportEntry entry) => (entry.Path, entry.Outcome, entry.Address, entry.Comments, entry.Views, entry.Title);
}
