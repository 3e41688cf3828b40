using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Blog.Storage.DataDirectory;
using Blog.Tests.Admin.Media;
using Blog.Tests.Portability.Import.Backups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability.Pages;

/// <summary>Importing in the admin: upload or name a folder, dry run, report, import, undo.</summary>
public sealed class ImportPagesTests : IAsyncLifetime
{
    private const string Home = "/admin/import";

    private MediaFixture _fixture = null!;

    private string Imports => Path.Combine(_fixture.Blog.Services.GetRequiredService<DataFolder>().Root, "imports");

    public async ValueTask InitializeAsync() => _fixture = await MediaFixture.OpenAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task An_uploaded_site_is_tried_looked_at_imported_and_undone()
    {
        var zip = Zip(
            ("blog/_config.yml", "title: 雨窗\npermalink: :year/:title/\ntimezone: Asia/Shanghai\n"),
            ("blog/source/_posts/rain.md", "---\ntitle: 听雨\ndate: 2021-05-06 07:08:09\ntags: [雨]\n---\n窗外[晴天](/2021/sun/)。"),
            ("blog/source/_posts/sun.md", "---\ntitle: 晴天\ndate: 2021-05-07 07:08:09\n---\n![没有](/none.png)"),
            ("blog/source/_posts/bad.md", "---\ntitle: [\n---\n文")
        );
        var run = await UploadAsync(zip, "我的博客.zip");
        var tried = await DoneAsync(run);
        Assert.Contains("我的博客.zip", tried.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("还没有写入任何内容", tried.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
        Assert.True(Directory.Exists(Path.Combine(Imports, "uploads", run.Split('/')[^1])));

        var look = await _fixture.PageAsync(run + "?show=look");
        Assert.Contains("没有", look.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("找不到图片 /none.png，或文件为空", look.QuerySelector(".entries")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("改为逐个字段读取", look.QuerySelector(".entries")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(look.QuerySelectorAll("main [lang]"));
        Assert.Contains("没有时区的日期按 Asia/Shanghai（_config.yml）读取。", look.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("需要留意2", look.QuerySelector(".filter [aria-current]")!.TextContent);
        var addresses = await _fixture.PageAsync(run + "?show=addresses");
        Assert.Contains("/2021/rain/", addresses.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("/tags/雨/", addresses.QuerySelector("table")!.TextContent, StringComparison.Ordinal);

        await PostAsync(run, "Run");
        var done = await DoneAsync(run);
        Assert.Equal(3, await CountAsync());
        Assert.Equal(HttpStatusCode.OK, (await _fixture.Blog.CreateClient().GetAsync("/2021/rain/")).StatusCode);
        var link = done.QuerySelectorAll(".entries a").Single(a => a.TextContent == "听雨").GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.OK, (await _fixture.Person.Client.GetAsync(link)).StatusCode);
        Assert.False(Directory.Exists(Path.Combine(Imports, "uploads", run.Split('/')[^1])));
        using var json = JsonDocument.Parse(await _fixture.Person.Client.GetStringAsync(run + "?handler=Json"));
        Assert.Equal(3, json.RootElement.GetProperty("entries").GetArrayLength());

        await PostAsync(run, "Undo");
        Assert.Equal(3, await CountAsync());
        await PostAsync(run, "Undo", ("sure", "true"));
        var undone = await DoneAsync(run);
        Assert.Contains("删除 3 篇", undone.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
        Assert.Contains("已撤销", (await _fixture.PageAsync(Home)).QuerySelector("table")!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>Most programs export one file, which nobody packs first.</summary>
    [Theory]
    [InlineData("wordpress", "export.xml", "/2020/05/03/public/", 3)]
    [InlineData("ghost", "export.json", "/public/", 0)]
    [InlineData("halo1", "halo-data-export-1.json", "/2023/05/public.html", 2)]
    [InlineData("vanblog", "vanblog.json", "/post/public", 0)]
    [InlineData("typecho", "typecho.sql", "/archives/1/", 2)]
    public async Task An_uploaded_file_of_another_program_is_tried_imported_and_undone(
        string name,
        string file,
        string address,
        int comments
    )
    {
        using var folder = new TemporaryFolder();
        BackupSamples.All.Single(sample => sample.Name == name).WriteTo(folder.Path);
        var run = await UploadAsync(await File.ReadAllBytesAsync(folder.File(name + "/" + file)), file);
        var tried = await DoneAsync(run);
        Assert.Contains("还没有写入任何内容", tried.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("试验性功能", tried.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty((await _fixture.PageAsync(run + "?show=look")).QuerySelectorAll("main [lang]")); // every message has its Chinese
        Assert.Equal(0, await CountAsync());

        await PostAsync(run, "Run");
        await DoneAsync(run);
        using var answer = await _fixture.Blog.Reader.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await _fixture.Blog.WithDbAsync(async db => Assert.Equal(comments, await db.Comments.CountAsync()));

        await PostAsync(run, "Undo", ("sure", "true"));
        await DoneAsync(run);
        Assert.Equal(0, await CountAsync());
        await _fixture.Blog.WithDbAsync(async db => Assert.Equal(0, await db.Comments.CountAsync()));
    }

    [Fact]
    public async Task A_folder_of_the_server_is_imported_where_it_is()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Imports, "笔记"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.md"), "---\ntitle: A\ndate: 2021-01-01\n---\nText");
        Assert.NotNull((await _fixture.PageAsync(Home)).QuerySelector("select[name='Input.Folder'] option[value='笔记']"));
        var run = await UploadAsync(null, "", ("Input.Folder", "笔记"), ("Input.Tool", "Unknown"), ("Input.Language", "en"));
        await DoneAsync(run);
        await PostAsync(run, "Run");
        await DoneAsync(run);
        Assert.Equal(1, await CountAsync());
        Assert.True(Directory.Exists(folder.FullName));
    }

    [Fact]
    public async Task Settings_and_new_addresses_are_taken_when_asked()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Imports, "旧站", "source", "_posts")).FullName;
        await File.WriteAllTextAsync(Path.Combine(Imports, "旧站", "_config.yml"), "title: 旧站\nsubtitle: 旧句\nper_page: 60\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "a.md"), "---\ntitle: 甲\ndate: 2021-01-02\n---\n字。");
        var run = await UploadAsync(null, "", ("Input.Folder", "旧站"), ("Input.TakeSettings", "true"), ("Input.NewAddresses", "true"));
        var tried = await DoneAsync(run);
        Assert.Contains("副标题（zh-CN）将按旧站改为“旧句”", tried.Body!.TextContent, StringComparison.Ordinal);
        await PostAsync(run, "Run");
        var done = await DoneAsync(run);
        Assert.Contains("旧站的“每页的文章数”设为“60”，不是 1 到 50 之间的数", done.Body!.TextContent, StringComparison.Ordinal);
        await _fixture.Blog.WithDbAsync(async db => Assert.Equal("旧句", (await db.Settings.SingleAsync()).Main.Tagline));
        var answer = await _fixture.Blog.Reader.GetAsync("/2021/01/02/a/");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/a"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task What_cannot_be_imported_is_said_and_keeps_what_was_typed()
    {
        foreach (
            var (fields, message) in new ((string, string)[], string)[]
            {
                ([], "请选择一个 ZIP 包或一个文件夹"),
                ([("Input.Folder", "../media")], "没有这个文件夹"),
                ([("Input.Folder", "uploads")], "没有这个文件夹"),
                ([("Input.Folder", "x"), ("Input.Zone", "Mars/Olympus")], "没有这个时区"),
                ([("Input.Folder", "x"), ("Input.Language", "火星文")], "不是语言代码"),
            }
        )
        {
            using var answer = await _fixture.SendAsync(Home, Form(null, "", fields), asPage: true);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var page = await Visitor.ParsedAsync(answer);
            Assert.Contains(message, page.Body!.TextContent, StringComparison.Ordinal);
            var zone = fields.FirstOrDefault(field => field.Item1 == "Input.Zone").Item2;
            Assert.Equal(zone ?? "", page.QuerySelector("[name='Input.Zone']")!.GetAttribute("value"));
        }

        await _fixture.Blog.WithDbAsync(async db => Assert.Empty(await db.ImportRuns.ToListAsync()));
    }

    [Fact]
    public async Task A_hostile_archive_is_refused_in_words_and_leaves_nothing()
    {
        var run = await UploadAsync(Zip(("a.md", "x"), ("../../evil.md", "x")), "evil.zip");
        var page = await DoneAsync(run);
        Assert.Contains("指向文件夹之外", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Imports)!, "evil*", SearchOption.AllDirectories));
        await PostAsync(run, "Discard");
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(Imports, "uploads")));
        Assert.Equal(HttpStatusCode.NotFound, (await _fixture.Person.Client.GetAsync(run)).StatusCode);
    }

    [Fact]
    public async Task An_import_that_was_interrupted_can_go_on()
    {
        var run = await UploadAsync(Zip(("a.md", "---\ntitle: A\ndate: 2021-01-01\n---\nText")), "a.zip");
        await DoneAsync(run);
        await _fixture.Blog.WithDbAsync(async db =>
        {
            // As a killed process leaves it.
            (await db.ImportRuns.SingleAsync()).Run(0, 0, _fixture.Blog.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        });
        Assert.Contains("程序重启", (await _fixture.PageAsync(run)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        await FailAsync("stopped");
        Assert.Equal("已中止", (await _fixture.PageAsync(run)).QuerySelector("[role=alert]:not([lang])")!.TextContent);
        await FailAsync("Boom");
        Assert.Equal("Boom", (await _fixture.PageAsync(run)).QuerySelector("[role=alert][lang=en]")!.TextContent);
        await PostAsync(run, "Run");
        await DoneAsync(run);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task The_code_of_a_large_import_gets_its_colours_afterwards()
    {
        var files = Enumerable
            .Range(0, 60)
            .Select(i => ($"p{i}.md", $"---\ntitle: P{i}\ndate: 2021-01-01\n---\n```js\nconst a{i} = {i};\n```"))
            .ToArray();
        var run = await UploadAsync(Zip(files), "code.zip");
        await DoneAsync(run);
        await PostAsync(run, "Run");
        await DoneAsync(run);
        Assert.Equal(60, await CountAsync());
        await Poll.UntilAsync(async () =>
        {
            var plain = 0;
            await _fixture.Blog.WithDbAsync(async db => plain = await db.Posts.CountAsync(post => post.RendererVersion == ""));
            return plain == 0;
        });
        Assert.NotNull((await _fixture.Blog.PageAsync("/en/p59")).QuerySelector(".prose .hljs-keyword"));
    }

    private Task FailAsync(string reason) =>
        _fixture.Blog.WithDbAsync(async db =>
        {
            (await db.ImportRuns.SingleAsync()).Fail(reason, _fixture.Blog.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        });

    private async Task<int> CountAsync()
    {
        var count = 0;
        await _fixture.Blog.WithDbAsync(async db => count = await db.Posts.CountAsync());
        return count;
    }

    /// <summary>Polls the page of a run until nothing is being done.</summary>
    private async Task<IHtmlDocument> DoneAsync(string run)
    {
        IHtmlDocument page = null!;
        await Poll.UntilAsync(async () =>
        {
            using var answer = await _fixture.Person.Client.GetAsync(run);
            page = await Visitor.ParsedAsync(answer);
            return !answer.Headers.Contains("Refresh");
        });
        return page;
    }

    private async Task<string> UploadAsync(byte[]? zip, string name, params (string, string)[] fields)
    {
        using var answer = await _fixture.SendAsync(Home, Form(zip, name, fields), asPage: true);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    private async Task PostAsync(string run, string handler, params (string, string)[] fields)
    {
        using var answer = await _fixture.SendAsync($"{run}?handler={handler}", Form(null, "", fields), asPage: true);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static MultipartFormDataContent Form(byte[]? zip, string name, (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields)
        {
            form.Add(new StringContent(value), field);
        }

        if (zip is not null)
        {
            form.Add(new ByteArrayContent(zip), "archive", name);
        }

        return form;
    }

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var stream = archive.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return zip.ToArray();
    }
}
