using System.Net;
using AngleSharp.Html.Dom;
using Blog.Tests.Data;

namespace Blog.Tests.Processes;

/// <summary>security.md C3: a data folder on its own small file system, filled to the last byte.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task A_full_disk_loses_no_text_and_the_same_process_writes_again_once_there_is_room()
    {
        if (Sandbox.IsMissing())
        {
            return;
        }

        using var sandbox = new Sandbox { Size = "48m" };
        await using var blog = new BlogServer(sandbox.Data, sandbox);
        await blog.StartAsync();
        var (data, editorClient) = (Sandbox.Outside(blog.Process.Id, sandbox.Data), await EditorClient.SignInAsync(blog.Address));
        var kept = new List<string>();
        using (var answer = await editorClient.SendAsync("满之前", "正文。"))
        {
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            kept.Add("满之前");
        }

        Fill(Path.Combine(data, "filler"));
        var (text, refused) = (string.Concat(Enumerable.Repeat("盘满了，字还在。\n\n", 4000)), 0);
        for (var i = 0; i < 20; i++)
        {
            using var answer = await editorClient.SendAsync($"满-{i}", text + i);
            if (answer.StatusCode == HttpStatusCode.Redirect)
            {
                kept.Add($"满-{i}"); // the log may still have room for one
                continue;
            }

            refused++;
            Assert.Equal(HttpStatusCode.InsufficientStorage, answer.StatusCode);
            var page = await Visitor.ParsedAsync(answer);
            Assert.Equal(
                (text + i).ReplaceLineEndings("\n"),
                ((IHtmlTextAreaElement)page.QuerySelector("textarea[name=Markdown]")!).Value.ReplaceLineEndings("\n")
            );
        }

        Assert.True(refused >= 10, $"only {refused} writes were refused");
        using (var upload = await UploadAsync(editorClient))
        {
            Assert.Equal(HttpStatusCode.InsufficientStorage, upload.StatusCode);
        }

        using (var upload = await UploadAsync(editorClient, "%PDF-1.7\n"u8.ToArray(), "report.pdf"))
        {
            Assert.Equal(HttpStatusCode.InsufficientStorage, upload.StatusCode);
        }

        var reader = new Visitor(blog.Address);
        foreach (var path in new[] { "/", "/archives", "/feed.xml", "/search?q=正文", "/health/live" })
        {
            using var answer = await reader.GetAsync(path);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} answered {(int)answer.StatusCode} on a full disk");
        }

        Assert.Contains("满之前", (await reader.PageAsync("/")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(data, "media"), "*", SearchOption.AllDirectories)); // no half file
        Assert.False(blog.Process.HasExited);

        File.Delete(Path.Combine(data, "filler"));
        using (var again = await editorClient.SendAsync("有地方了", text))
        {
            Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
            kept.Add("有地方了");
        }

        using (var upload = await UploadAsync(editorClient))
        {
            Assert.Equal(HttpStatusCode.OK, upload.StatusCode);
        }

        using (var upload = await UploadAsync(editorClient, "%PDF-1.7\n"u8.ToArray(), "report.pdf"))
        {
            Assert.Equal(HttpStatusCode.OK, upload.StatusCode);
        }

        using var copy = new TemporaryFolder(); // SQLite would resolve the path to where this process has no such file system
        foreach (var file in Directory.EnumerateFiles(data, "blog.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, copy.File(Path.GetFileName(file)));
        }

        DatabaseIntegrity.Check(copy.File("blog.db"));
        var there = DatabaseIntegrity.Ask(copy.File("blog.db"), "SELECT Title FROM Posts");
        Assert.All(kept, title => Assert.Contains(title, there));
    }

    [Fact]
    public async Task An_owner_can_sign_in_on_a_full_disk_and_make_room()
    {
        if (Sandbox.IsMissing())
        {
            return;
        }

        using var sandbox = new Sandbox { Size = "48m" };
        await using var blog = new BlogServer(sandbox.Data, sandbox);
        await blog.StartAsync();
        var data = Sandbox.Outside(blog.Process.Id, sandbox.Data);
        var before = await EditorClient.SignInAsync(blog.Address);
        var backup = Path.Combine(data, "backups", "blog-20261101-000000-manual.zip");
        await File.WriteAllBytesAsync(backup, new byte[5_000_000]);
        Fill(Path.Combine(data, "filler"));
        for (var i = 0; i < 40; i++)
        {
            using var refused = await before.SendAsync($"满-{i}", new string('满', 50_000)); // what room the log still had
        }

        var owner = await EditorClient.SignInAsync(blog.Address);
        foreach (var path in new[] { "/admin", "/admin/status", "/admin/backups" })
        {
            using var answer = await owner.Visitor.GetAsync(path);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} answered {(int)answer.StatusCode} on a full disk");
        }

        Assert.Equal("1", Sessions(data)); // the second is in memory
        using (var deleted = await owner.Visitor.PostAsync("/admin/backups/blog-20261101-000000-manual.zip", handler: "Delete"))
        {
            Assert.Equal(HttpStatusCode.Redirect, deleted.StatusCode);
        }

        Assert.False(File.Exists(backup));
        using (var again = await owner.SendAsync("有地方了", "正文。"))
        {
            Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        }

        Assert.Equal("2", Sessions(data));
    }

    private static string Sessions(string data)
    {
        using var copy = new TemporaryFolder(); // SQLite would resolve the path to where this process has no such file system
        foreach (var file in Directory.EnumerateFiles(data, "blog.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, copy.File(Path.GetFileName(file)));
        }

        return Assert.Single(DatabaseIntegrity.Ask(copy.File("blog.db"), "SELECT count(*) FROM Sessions"));
    }

    [Fact]
    public async Task A_disk_too_small_to_start_on_is_reported()
    {
        if (Sandbox.IsMissing())
        {
            return;
        }

        using var sandbox = new Sandbox { Size = "4k" };
        await using var blog = new BlogServer(sandbox.Data, sandbox);
        blog.Begin();
        Assert.Equal(3, await blog.EndAsync());
        Assert.Contains("there is no space left", Assert.Single(blog.Errors), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> UploadAsync(EditorClient editorClient, byte[]? bytes = null, string name = "photo.jpg") =>
        Uploads.SendAsync(editorClient, bytes ?? TestImages.Photo(1600, 1200, ".jpg"), name);

    /// <summary>Writes until there is not room for one byte more.</summary>
    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        foreach (var size in new[] { 1 << 20, 1 << 12, 1 })
        {
            var block = new byte[size];
            try
            {
                while (true)
                {
                    file.Write(block);
                }
            }
            catch (IOException)
            {
                // Full, as far as blocks of this size go.
            }
        }
    }
}
