using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Blog.Tests.Data;

namespace Blog.Tests.Admin.Media;

/// <summary>security.md B2 and B3 the way an attacker would try: the upload, and a post with images in its text.</summary>
public sealed partial class HostileUploadTests : IAsyncLifetime
{
    private MediaFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await MediaFixture.OpenAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    private static readonly string[] Names =
    [
        "photo.jpg",
        "a.jpg.html",
        "a.html%00.jpg",
        "a.html\0.jpg",
        "../../../x.cshtml",
        "..\\..\\x.aspx",
        "/etc/cron.d/x",
        "C:\\x.exe",
        "x.svg",
        ".htaccess",
        "web.config",
        "x.php;.jpg",
        "con.png",
        "<script>.png",
        "\u202Egnp.exe",
        "a\r\nX: y.png",
    ];

    [Fact]
    public async Task Hostile_files_are_refused_or_served_re_encoded_with_the_right_headers()
    {
        Assert.True(HostileImages.All.Count >= 40);
        var (wrong, taken) = (new List<string>(), 0);
        foreach (var (name, make) in HostileImages.All)
        {
            var bytes = make();
            using var answer = await _fixture.SendAsync(bytes, "photo.jpg");
            _fixture.Blog.Clock.Advance(TimeSpan.FromMinutes(1)); // the upload limit has its own test
            if ((int)answer.StatusCode is >= 400 and < 500)
            {
                continue;
            }

            if (name == "pdf with script")
            {
                continue; // an attachment: see AttachmentTests
            }

            taken++;
            if (
                answer.StatusCode != HttpStatusCode.OK
                || await FaultOfAsync((await MediaFixture.JsonAsync(answer)).GetProperty("href").GetString()!, bytes) is { }
            )
            {
                wrong.Add($"{name}: {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(taken > 5, "all were refused: nothing was tried");
        Assert.All(_fixture.Files, file => Assert.Matches(StoredName(), file));
        Assert.Empty(_fixture.Temporary);
    }

    [Fact]
    public async Task A_file_name_determines_neither_path_nor_type()
    {
        foreach (var (number, name) in Names.Index())
        {
            var before = Everything();
            var form = new MultipartFormDataContent("b");
            var part = new ByteArrayContent(TestImages.Still(9, 9 + number, ".png")); // all different, so that each is stored
            part.Headers.TryAddWithoutValidation(
                "Content-Disposition",
                "form-data; name=\"file\"; "
                    + $"filename=\"{name.Replace("\r\n", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)}\""
            );
            part.Headers.TryAddWithoutValidation("Content-Type", "text/html");
            form.Add(part);
            using var answer = await _fixture.SendAsync(MediaFixture.Upload, form);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                var href = (await MediaFixture.JsonAsync(answer)).GetProperty("href").GetString();
                using var served = await _fixture.Blog.Reader.GetAsync(href);
                Assert.Equal((name, "image/png"), (name, served.Content.Headers.ContentType!.ToString()));
            }

            Assert.All(Everything().Except(before), path => Assert.Matches(StoredPath(), path));
        }
    }

    [Fact]
    public async Task An_uploaded_image_is_written_only_into_the_media_folder()
    {
        var png = Convert.ToBase64String(TestImages.Still(9, 9, ".png"));
        var post = await _fixture.Blog.PublishAsync(
            "数据",
            $"""
            <img src="data:image/aspx;base64,{png}" data-filename="../../x.cshtml">

            ![x](data:image/png;base64,{png} "../../x.aspx") ![y](data:text/html;base64,PHNjcmlwdD4=) ![z](data:image/png;base64,%%%)
            """
        );
        var before = Everything();
        var list = await _fixture.PageAsync($"/admin/media/home?post={post.Id}");
        var keys = list.QuerySelectorAll("input[name=pick]").Select(box => box.GetAttribute("value")!).ToList();
        Assert.Equal(4, keys.Count);
        var form = keys.Select(key => KeyValuePair.Create("pick", key)).Append(KeyValuePair.Create(Visitor.TokenField, _fixture.Token));
        using var answer = await _fixture.Person.Client.PostAsync($"/admin/media/home?post={post.Id}", new FormUrlEncodedContent(form));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        var written = Everything().Except(before).ToList();
        Assert.Single(written); // both are the same picture
        Assert.Matches(StoredPath(), written[0]);
        var edit = await _fixture.EditOfAsync(post.Id);
        Assert.Equal(2, Regex.Count(edit!.Draft.Markdown, "/media/[0-9a-f]{32}/"));
        Assert.Contains("data:text/html", edit.Draft.Markdown, StringComparison.Ordinal);
        Assert.Equal(post.Markdown, (await _fixture.PostAsync(post.Id)).Markdown);
    }

    private async Task<string?> FaultOfAsync(string href, byte[] sent)
    {
        using var served = await _fixture.Blog.Reader.GetAsync(href);
        var bytes = await served.Content.ReadAsByteArrayAsync();
        var type = served.Content.Headers.ContentType!.ToString();
        var isDrawing = type == "image/svg+xml";
        return served.StatusCode != HttpStatusCode.OK ? "not served"
            : bytes.AsSpan().SequenceEqual(sent) ? "unchanged"
            : Encoding.UTF8.GetString(bytes) is var text
            && (text.Contains("canary-7f3a", StringComparison.Ordinal) || text.Contains("evil.example", StringComparison.Ordinal))
                ? "carries something"
            : type is not ("image/png" or "image/jpeg" or "image/gif" or "image/webp" or "image/svg+xml") ? type
            : served.Headers.GetValues("X-Content-Type-Options").Single() != "nosniff" ? "sniffable"
            : served.Headers.GetValues("Content-Security-Policy").Single() != "default-src 'none'; sandbox" ? "no sandbox"
            : isDrawing != (served.Content.Headers.ContentDisposition?.DispositionType == "attachment") ? "disposition"
            : null;
    }

    private List<string> Everything() =>
        [
            .. Directory
                .EnumerateFiles(_fixture.Blog.DataFolder, "*", SearchOption.AllDirectories)
                .Concat(Directory.EnumerateFiles(AppContext.BaseDirectory, "x.*", SearchOption.AllDirectories))
                .Select(path => Path.GetRelativePath(_fixture.Blog.DataFolder, path).Replace('\\', '/'))
                .Where(path => !path.StartsWith("blog.db", StringComparison.Ordinal)),
        ];

    [GeneratedRegex(@"^[0-9a-f]{32}(-\d+)?\.(png|jpg|gif|webp|svg|pdf)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex StoredName();

    [GeneratedRegex(
        @"^media/[0-9a-f]{2}/[0-9a-f]{32}(-\d+)?\.(png|jpg|gif|webp|svg|pdf)$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex StoredPath();
}
