using Blog.Data.Posts;
using Blog.Data.Posts.Imports;
using Blog.Data.Posts.Writing;
using Blog.Portability.Import;
using Blog.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability;

/// <summary>Imports that run again over edited, renamed and moved files, and imports that are taken back.</summary>
public sealed class ImportUndoTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private DataHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = new DataHost(_folder.File("data"));
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_post_edited_here_is_left_and_listed_with_its_difference()
    {
        Write("kept.md", Post("雨夜读书", "第一段。\n\n窗外下着雨。\n\n最后一段。"));
        Write("free.md", Post("晴天晒书", "阳光很好。"));
        await ImportAsync();
        await EditAsync("雨夜读书", "第一段。\n\n窗外下着很大的雨。\n\n最后一段。");
        Write("kept.md", Post("雨夜读书", "第一段。\n\n窗外下着雨，灯下有书。\n\n最后一段。"));
        Write("free.md", Post("晴天晒书", "阳光很好，风也不大。"));

        var dry = await ImportAsync(dryRun: true);
        var report = await ImportAsync();
        Assert.Equal(dry.Entries.Select(entry => entry.Outcome), report.Entries.Select(entry => entry.Outcome));
        var left = report.Entries.Single(entry => entry.Path == "kept.md");
        Assert.Equal(ImportOutcome.Edited, left.Outcome);
        Assert.Equal(["  第一段。", "  ", "- 窗外下着很大的雨。", "+ 窗外下着雨，灯下有书。", "  ", "  最后一段。"], left.Difference);
        Assert.Equal(0, report.ExitCode);
        Assert.Contains("很大的雨", (await PostAsync("雨夜读书")).Markdown, StringComparison.Ordinal);
        Assert.Contains("风也不大", (await PostAsync("晴天晒书")).Markdown, StringComparison.Ordinal);
        var text = new StringWriter();
        report.WriteTo(text);
        Assert.Contains("+ 窗外下着雨，灯下有书。", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 edited here and left", text.ToString(), StringComparison.Ordinal);

        var over = await Importer.RunAsync(new ImportRequest(Site) { Overwrite = true }, null, CancellationToken.None);
        Assert.Equal(ImportOutcome.Updated, over.Entries.Single(entry => entry.Path == "kept.md").Outcome);
        Assert.Contains("灯下有书", (await PostAsync("雨夜读书")).Markdown, StringComparison.Ordinal);
        await _host.WithDbAsync(async db =>
            Assert.Contains(
                await db.Revisions.Select(revision => revision.Markdown).ToListAsync(),
                markdown => markdown.Contains("很大的雨", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public async Task A_text_typed_but_not_saved_and_details_changed_here_count_as_edited()
    {
        Write("typed.md", Post("Typed", "One."));
        Write("filed.md", Post("Filed", "One."));
        await ImportAsync();
        await _host.WithDbAsync(async db =>
        {
            var typed = await db.Posts.SingleAsync(post => post.Title == "Typed");
            db.PendingEdits.Add(new PendingEdit(typed, _host.Clock.GetUtcNow()));
            var filed = await db.Posts.Include(post => post.Tags).SingleAsync(post => post.Title == "Filed");
            filed.Refile(null, [new Tag("新标签", Blog.Data.Slug.From("新标签"))]);
            await db.SaveChangesAsync();
        });
        Write("typed.md", Post("Typed", "Three."));
        Write("filed.md", Post("Filed", "Three."));
        Assert.All((await ImportAsync()).Entries, entry => Assert.Equal(ImportOutcome.Edited, entry.Outcome));
    }

    [Fact]
    public async Task A_renamed_or_moved_file_stays_one_post()
    {
        Write("moved.md", Post("Moved", "The same text."));
        Write("renamed.md", Post("改名", "原来的文字。"));
        Write("stated.md", Post("Stated", "Text.", "permalink: /stated/\n"));
        await ImportAsync();
        var before = await IdsAsync();
        Move("moved.md", "2021/moved.md");
        Move("renamed.md", "new-name.md");
        Write("new-name.md", Post("改名", "改过的文字。"));
        Move("stated.md", "other.md");
        Write("other.md", Post("Another title", "Text.", "permalink: /stated/\n", "2021-05-05"));
        Write("new.md", Post("New", "A post of its own."));

        var report = await ImportAsync();
        Assert.Equal((1, 3), (report.Count(ImportOutcome.Created), report.Count(ImportOutcome.Updated)));
        var after = await IdsAsync();
        Assert.Equal(before.Values.Order(), after.Where(pair => pair.Key != "New").Select(pair => pair.Value).Order());
        Assert.Equal(before["Stated"], after["Another title"]);
        Assert.Contains("改过的文字", (await PostAsync("改名")).Markdown, StringComparison.Ordinal);
        Assert.Contains(
            report.Entries.Single(entry => entry.Path == "2021/moved.md").Warnings,
            warning => warning.Contains("moved.md before", StringComparison.Ordinal)
        );
        Assert.All((await ImportAsync()).Entries, entry => Assert.Equal(ImportOutcome.Unchanged, entry.Outcome));
    }

    [Fact]
    public async Task A_copy_beside_the_original_is_a_post_of_its_own()
    {
        Write("a.md", Post("Twice", "Text."));
        await ImportAsync();
        Write("copy.md", Post("Twice", "Text."));
        Assert.Equal(1, (await ImportAsync()).Count(ImportOutcome.Created));
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Undo_removes_what_came_and_leaves_what_was_there_or_was_edited()
    {
        await _host.WithDbAsync(async db =>
        {
            db.Tags.Add(new Tag("读书", Blog.Data.Slug.From("读书")));
            await db.SaveChangesAsync();
        });
        var empty = await StateAsync();
        Write("_config.yml", "permalink: :title/\n");
        Write("source/_posts/one.md", Post("一", "![图](/images/dot.png)", "tags: [读书, 雨]\ncategories: [随笔, 夜]\nalias: old/one\n"));
        Write("source/_posts/two.md", Post("二", "二。", "tags: [雨]\n"));
        File.Copy(Dot, Make("source/images/dot.png"));
        var report = await ImportAsync();
        Assert.Equal(2, report.Count(ImportOutcome.Created));
        Assert.NotEqual(empty, await StateAsync());
        await EditAsync("二", "二，改过。");

        var undone = await UndoAsync(report.RunId!.Value);
        Assert.Equal((1, 1), (undone!.Count(ImportUndone.Removed), undone.Count(ImportUndone.Edited)));
        Assert.Equal("二，改过。", (await PostAsync("二")).Markdown);
        Assert.Equal(["读书", "雨"], await NamesAsync(db => db.Tags.Select(tag => tag.Name)));
        Assert.Empty(await NamesAsync(db => db.Categories.Select(category => category.Name)));
        Assert.Empty(await NamesAsync(db => db.Media.Select(file => file.Id)));
        Assert.Empty(Directory.EnumerateFiles(_folder.File("data/media"), "*", SearchOption.AllDirectories));

        // Removed and imported again: as if nothing had been.
        Assert.Equal(1, (await ImportAsync()).Count(ImportOutcome.Created));
    }

    [Fact]
    public async Task Undo_of_everything_leaves_the_blog_as_it_was()
    {
        Write("_config.yml", "permalink: :year/:title/\n");
        Write("source/_posts/one.md", Post("一", "一。", "tags: [雨]\ncategories: [随笔]\n"));
        Write("source/_posts/two.md", Post("二", "二。"));
        var before = await StateAsync();
        var report = await ImportAsync();
        var undone = await UndoAsync(report.RunId!.Value);
        Assert.All(undone!.Entries, entry => Assert.Equal(ImportUndone.Removed, entry.Outcome));
        Assert.Equal(before, await StateAsync());
        Assert.Empty((await UndoAsync(report.RunId!.Value))!.Entries);
        Assert.Null(await UndoAsync(999));
    }

    [Fact]
    public async Task Undo_of_a_second_import_restores_what_the_first_had_left()
    {
        Write("a.md", Post("旧题", "旧文。", "tags: [甲]\ncategories: [一, 二]\n"));
        var first = await ImportAsync();
        Write("a.md", Post("新题", "新文。", "tags: [乙]\n"));
        var second = await ImportAsync();
        Assert.Equal(ImportOutcome.Updated, second.Entries.Single().Outcome);
        Assert.Equal(ImportUndone.ImportedAgain, (await UndoAsync(first.RunId!.Value))!.Entries.Single().Outcome);

        Assert.Equal(ImportUndone.Restored, (await UndoAsync(second.RunId!.Value))!.Entries.Single().Outcome);
        var post = await PostAsync("旧题");
        Assert.Equal(("旧文。", "二", "甲"), (post.Markdown, post.Category!.Name, post.Tags.Single().Name));
        Assert.Equal(["甲"], await NamesAsync(db => db.Tags.Select(tag => tag.Name)));

        // It is as the first import left it: not edited here.
        Assert.Equal(ImportOutcome.Updated, (await ImportAsync()).Entries.Single().Outcome);
        Assert.Equal(ImportUndone.Restored, (await UndoAsync((await LastRunAsync()).Id))!.Entries.Single().Outcome);
        Assert.Equal(ImportUndone.Removed, (await UndoAsync(first.RunId!.Value))!.Entries.Single().Outcome);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_run_that_was_stopped_goes_on_as_the_same_run()
    {
        for (var i = 0; i < 100; i++)
        {
            Write($"p{i}.md", Post($"P{i}", $"Text {i}."));
        }

        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Importer.RunAsync(new ImportRequest(Site), new StopAfterFirstBatch(stop), stop.Token)
        );
        var stopped = await LastRunAsync();
        Assert.Equal(ImportRunState.Failed, stopped.State);
        Assert.InRange(await CountAsync(), 1, 99);

        var report = await ImportAsync();
        Assert.Equal(stopped.Id, report.RunId);
        Assert.Equal(100, await CountAsync());
        Assert.Equal(100, (await UndoAsync(stopped.Id))!.Count(ImportUndone.Removed));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_run_that_changes_nothing_leaves_no_trace_and_a_report_survives_as_JSON()
    {
        Write("a.md", Post("A", "Text."));
        var report = await ImportAsync();
        Assert.Null((await ImportAsync()).RunId);
        var run = await LastRunAsync();
        Assert.Equal((report.RunId, ImportRunState.Done), (run.Id, run.State));
        Assert.Equivalent(report, ImportReport.FromJson(run.Report!), strict: true);
        Assert.Contains("\"outcome\":\"created\"", run.Report!, StringComparison.Ordinal);
    }

    private static string Dot =>
        Path.Combine(Repository.Root, "tests", "Blog.Tests", "Portability", "Corpus", "hexo", "source", "img", "fsync-count.png");

    private string Site => _folder.File("site");

    private MarkdownImport Importer => new(_host.Get<IServiceScopeFactory>(), _host.Get<TimeProvider>());

    private static string Post(string title, string text, string fields = "", string date = "2021-03-04 10:00:00") =>
        $"---\ntitle: {title}\ndate: {date}\n{fields}---\n{text}";

    private Task<ImportReport> ImportAsync(bool dryRun = false) =>
        Importer.RunAsync(new ImportRequest(Site) { DryRun = dryRun }, null, CancellationToken.None);

    private Task<ImportUndoReport?> UndoAsync(int run) =>
        new ImportUndo(_host.Get<IServiceScopeFactory>(), _host.Get<TimeProvider>()).RunAsync(run, null, CancellationToken.None);

    private string Make(string name)
    {
        var path = Path.Combine(Site, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private void Write(string name, string text) => File.WriteAllText(Make(name), text);

    private void Move(string from, string to) => File.Move(Path.Combine(Site, from), Make(to));

    private async Task EditAsync(string title, string markdown)
    {
        await using var scope = _host.Get<IServiceScopeFactory>().CreateAsyncScope();
        var post = await PostAsync(title);
        await scope
            .ServiceProvider.GetRequiredService<PostWriter>()
            .SaveAsync(
                post,
                new PostRequest
                {
                    Content = post.ToContent() with { Markdown = markdown },
                    Tags = [.. post.Tags.Select(tag => tag.Name)],
                    PublishAt = post.PublishedAt,
                },
                CancellationToken.None
            );
    }

    private async Task<Post> PostAsync(string title)
    {
        Post found = null!;
        await _host.WithDbAsync(async db =>
            found = await db
                .Posts.AsNoTracking()
                .Include(post => post.Tags)
                .Include(post => post.Category)
                .SingleAsync(post => post.Title == title)
        );
        return found;
    }

    private async Task<Dictionary<string, int>> IdsAsync()
    {
        Dictionary<string, int> ids = [];
        await _host.WithDbAsync(async db =>
            ids = await db.Posts.ToDictionaryAsync(post => post.Title, post => post.Id, StringComparer.Ordinal)
        );
        return ids;
    }

    private async Task<int> CountAsync() => (await NamesAsync(db => db.Posts.Select(post => post.Address.Value))).Count;

    private async Task<List<string>> NamesAsync(Func<Blog.Data.BlogDb, IQueryable<string>> names)
    {
        List<string> found = [];
        await _host.WithDbAsync(async db => found = await names(db).ToListAsync());
        return [.. found.Order(StringComparer.Ordinal)];
    }

    private async Task<ImportRun> LastRunAsync()
    {
        ImportRun run = null!;
        await _host.WithDbAsync(async db => run = await db.ImportRuns.AsNoTracking().OrderBy(one => one.Id).LastAsync());
        return run;
    }

    /// <summary>What a blog holds, but for the runs.</summary>
    private async Task<string> StateAsync()
    {
        var parts = new List<string>();
        parts.AddRange(await NamesAsync(db => db.Posts.Select(post => post.Address.Value + " " + post.Title)));
        parts.AddRange(await NamesAsync(db => db.Tags.Select(tag => "tag " + tag.Name)));
        parts.AddRange(await NamesAsync(db => db.Categories.Select(category => "category " + category.Path)));
        parts.AddRange(await NamesAsync(db => db.Redirects.Select(redirect => "redirect " + redirect.Path)));
        parts.AddRange(await NamesAsync(db => db.Media.Select(file => "media " + file.Id)));
        parts.AddRange(await NamesAsync(db => db.Revisions.Select(revision => "revision " + revision.Title)));
        return string.Join('\n', parts);
    }

    /// <summary>Cancels once the first posts are written.</summary>
    private sealed class StopAfterFirstBatch(CancellationTokenSource stop) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value is { Stage: ImportStage.Writing, Done: > 63 })
            {
                stop.Cancel(); // the second batch may be under way, the first is written
            }
        }
    }
}
