using System.IO.Compression;
using System.Net;
using Blog.Accounts.SignIn;
using Blog.Operations.Backups.Archives;
using Blog.Operations.Backups.Catalog;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Operations.Backups;

public sealed class BackupPagesTests
{
    [Fact]
    public async Task An_owner_makes_verifies_downloads_and_deletes_a_backup()
    {
        await using var blog = new BlogApplication();
        await blog.PublishAsync("题");
        var owner = await SignedIn.OwnerAsync(blog);
        var page = await owner.PageAsync("/admin/backups");
        Assert.Equal("/admin/backups", page.QuerySelector(".rail a[aria-current=page]")!.GetAttribute("href"));
        Assert.Empty(page.QuerySelectorAll("table"));

        using (var answer = await owner.PostAsync("/admin/backups", handler: "Now"))
        {
            Assert.Equal("/admin/backups", answer.Headers.Location!.OriginalString);
        }

        var row = await RowAsync(owner);
        var link = row.QuerySelector("a")!.GetAttribute("href")!;
        Assert.NotNull(row.QuerySelector(".state.live"));
        Assert.Contains("手动", row.TextContent, StringComparison.Ordinal);

        var item = await owner.PageAsync(link);
        Assert.Contains("1 篇文章，0 张图片，1 个账户", item.QuerySelector(".properties")!.TextContent, StringComparison.Ordinal);
        using (var answer = await owner.GetAsync(item.QuerySelector("a[download]")!.GetAttribute("href")!))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
            using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
            Assert.NotNull(zip.GetEntry(BackupManifest.Database));
        }

        using (var answer = await owner.PostAsync(link, handler: "Verify"))
        {
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        Assert.NotNull((await owner.PageAsync(link)).QuerySelector(".done"));
        using (var answer = await owner.PostAsync(link, handler: "Delete"))
        {
            Assert.Equal("/admin/backups", answer.Headers.Location!.OriginalString);
        }

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(blog.DataFolder, "backups"), "*.zip"));
        using var gone = await owner.GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task After_ten_minutes_downloading_a_backup_requires_confirming_the_sign_in()
    {
        await using var blog = new BlogApplication { Settings = { ["Blog:Backup:Every"] = "off" } };
        var owner = await SignedIn.OwnerAsync(blog);
        using (await owner.PostAsync("/admin/backups", handler: "Now")) { }

        var link = (await RowAsync(owner)).QuerySelector("a")!.GetAttribute("href")!;
        blog.Clock.Advance(TimeSpan.FromMinutes(11));
        foreach (var address in new[] { link, link + "?handler=File" })
        {
            using var answer = await owner.GetAsync(address);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.StartsWith("/account/confirm", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }

        using (var answer = await owner.PostAsync(link, handler: "Delete"))
        {
            Assert.StartsWith("/account/confirm", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }

        Assert.NotNull(await RowAsync(owner)); // the list shows no secret
    }

    [Fact]
    public async Task Only_backups_can_be_downloaded()
    {
        await using var blog = new BlogApplication();
        var owner = await SignedIn.OwnerAsync(blog);
        var folder = Directory.CreateDirectory(Path.Combine(blog.DataFolder, "backups")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "shelf.json"), "{}");
        const string link = "blog-20260101-000000-manual.zip";
        File.CreateSymbolicLink(Path.Combine(folder, link), "/etc/passwd");
        string[] others = ["blog.db", "shelf.json", "..%2Fblog.db", "..%2F..%2Fetc%2Fpasswd", "blog-99999999-999999-manual.zip", link];
        foreach (var name in others)
        {
            using var answer = await owner.GetAsync($"/admin/backups/{name}?handler=File");
            Assert.Equal((name, HttpStatusCode.NotFound), (name, answer.StatusCode));
        }
    }

    [Fact]
    public async Task A_broken_backup_and_a_failure_are_shown_in_both_languages()
    {
        await using var blog = new BlogApplication();
        var owner = await SignedIn.OwnerAsync(blog);
        var folder = Directory.CreateDirectory(Path.Combine(blog.DataFolder, "backups")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "blog-20260101-000000-manual.zip"), "nonsense");
        await File.WriteAllTextAsync(Path.Combine(folder, "before-upgrade-20260101-000000000-from-First.db"), "x");
        using (await owner.PostAsync("/admin/backups/blog-20260101-000000-manual.zip", handler: "Verify")) { }

        blog.Services.GetRequiredService<BackupCatalog>().NoteFailure("the disk is full", BackupError.NoRoom);
        var page = await owner.PageAsync("/admin/backups");
        Assert.NotNull(page.QuerySelector(".state.bad"));
        Assert.Contains("升级前", page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "the disk is full",
            string.Join(' ', page.QuerySelectorAll(".error").Select(error => error.TextContent)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "磁盘空间不足",
            string.Join(' ', page.QuerySelectorAll(".error").Select(error => error.TextContent)),
            StringComparison.Ordinal
        );
        Assert.NotNull(
            (await owner.PageAsync("/admin/backups/before-upgrade-20260101-000000000-from-First.db")).QuerySelector("a[download]")
        );
        Assert.NotNull((await owner.PageAsync("/admin/backups/blog-20260101-000000-manual.zip")).QuerySelector(".error"));
        owner.Client.DefaultRequestHeaders.Add("Accept-Language", "en");
        Assert.Contains(
            "Damaged",
            (await owner.PageAsync("/admin/backups")).QuerySelector(".state.bad")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_automatic_backup_says_which_retention_rules_keep_it()
    {
        await using var blog = new BlogApplication { Settings = { ["Blog:Backup:Every"] = "off", ["Blog:Backup:Keep"] = "1,1,2" } };
        var owner = await SignedIn.OwnerAsync(blog);
        var folder = Directory.CreateDirectory(Path.Combine(blog.DataFolder, "backups")).FullName;
        var (newest, earlier, month) = (
            blog.Clock.GetUtcNow().AddHours(-1),
            blog.Clock.GetUtcNow().AddHours(-7),
            blog.Clock.GetUtcNow().AddDays(-40)
        );
        (DateTimeOffset At, string[] Chinese, string[] English)[] expected =
        [
            (newest, ["自动", "当天、当周、当月的最后一份"], ["Automatic", "last of its day, week and month"]),
            (earlier, ["自动"], ["Automatic"]),
            (month, ["自动", "当月的最后一份"], ["Automatic", "last of its month"]),
        ];
        foreach (var (at, _, _) in expected)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, BackupItem.NameOf(at, BackupKind.Scheduled)), "an archive");
        }

        foreach (var (at, said, _) in expected)
        {
            await AssertSaidAsync(at, said);
        }

        owner.Client.DefaultRequestHeaders.Add("Accept-Language", "en");
        foreach (var (at, _, said) in expected)
        {
            await AssertSaidAsync(at, said);
        }

        async Task AssertSaidAsync(DateTimeOffset at, string[] said)
        {
            var name = BackupItem.NameOf(at, BackupKind.Scheduled);
            Assert.Equal(said, Pieces((await owner.PageAsync("/admin/backups/" + name)).QuerySelector(".properties dd")!));
            Assert.Equal(
                said,
                Pieces(
                    (await owner.PageAsync("/admin/backups"))
                        .QuerySelectorAll("tbody tr")
                        .Single(row => row.QuerySelector("a")!.GetAttribute("href")!.EndsWith(name, StringComparison.Ordinal))
                        .QuerySelector("td")!
                )
            );
        }

        static string[] Pieces(AngleSharp.Dom.IElement cell) =>
            [.. cell.ChildNodes.Select(node => node.TextContent.Trim()).Where(text => text.Length > 0)];
    }

    [Fact]
    public async Task Restored_on_a_new_host_sessions_and_second_factors_still_hold()
    {
        using var folder = new TemporaryFolder();
        string cookie;
        await using (var blog = new BlogApplication())
        {
            var owner = await SignedIn.OwnerAsync(blog);
            await owner.TurnOnSecondFactorAsync();
            cookie = owner.AuthCookie;
            var made = await new BackupBuilder(blog.Services.GetRequiredService<DataFolder>(), Disk.FreeAt, blog.Clock).RunAsync(
                folder.File("a.zip"),
                null,
                CancellationToken.None
            );
            IReadOnlyList<string> schemas = [];
            await blog.WithDbAsync(db =>
            {
                schemas = [.. db.Database.GetMigrations()];
                return Task.CompletedTask;
            });
            new RestoreRun(new DataFolder(folder.File("data")), Disk.FreeAt, schemas, blog.Clock).Run(
                made.Path,
                force: false,
                null,
                CancellationToken.None
            );
        }

        await using var restored = new BlogApplication(folder.File("data"));
        var same = new Visitor(restored, cookies: [KeyValuePair.Create("auth", cookie)]);
        await same.PageAsync("/admin/backups");
        await restored.WithDbAsync(async db =>
        {
            var account = await db.Users.SingleAsync();
            await using var scope = restored.Services.CreateAsyncScope();
            Assert.NotNull(scope.ServiceProvider.GetRequiredService<SecondFactors>().Open(account, account.TotpSecret));
        });
    }

    private static async Task<AngleSharp.Dom.IElement> RowAsync(SignedIn owner) =>
        Assert.Single((await owner.PageAsync("/admin/backups")).QuerySelectorAll("tbody tr"));
}
