using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Blog.Data.Media;
using Blog.Data.Settings;
using Blog.Images;
using Blog.Images.Attachments;
using Blog.Site.Upload;

namespace Blog.Tests.Admin.Media;

/// <summary>security.md B2: files that are no images are kept as they are, and never run in the blog's own origin.</summary>
public sealed class AttachmentTests : IAsyncLifetime
{
    private MediaFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await MediaFixture.OpenAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    /// <summary>A file of each type: nothing but what it is recognized by, and some bytes.</summary>
    public static TheoryData<string, string, string> Types() =>
        new()
        {
            { "%PDF-1.7\n1 0 obj\n", ".pdf", "application/pdf" },
            { "PK\u0003\u0004 zip", ".zip", "application/zip" },
            {
                "PK\u0003\u0004 [Content_Types].xml word/document.xml",
                ".docx",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            },
            { "PK\u0003\u0004 xl/workbook.xml", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
            { "PK\u0003\u0004 ppt/presentation.xml", ".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
            { "PK\u0003\u0004 mimetypeapplication/vnd.oasis.opendocument.textPK", ".odt", "application/vnd.oasis.opendocument.text" },
            { "PK\u0003\u0004 mimetypeapplication/epub+zip", ".epub", "application/epub+zip" },
            { "ID3\u0003 sound", ".mp3", "audio/mpeg" },
            { "\0\0\0\u0018ftypM4A \0\0\0\0M4A isom", ".m4a", "audio/mp4" },
            { "OggS\0 sound", ".ogg", "audio/ogg" },
            { "RIFF\u0010\0\0\0WAVEfmt ", ".wav", "audio/wav" },
            { "fLaC\0 sound", ".flac", "audio/flac" },
            { "\0\0\0\u0018ftypisom\0\0\0\0isommp42", ".mp4", "video/mp4" },
            { "\u001AE\u00DF\u00A3\u0001B\u0086\u0081\u0001B\u0082\u0084webm", ".webm", "video/webm" },
        };

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_file_is_served_as_what_it_is_and_never_as_a_page(string content, string extension, string type)
    {
        var bytes = Encoding.Latin1.GetBytes(content);
        var file = await _fixture.AddAsync(bytes, "季度 报告.html");
        Assert.Equal(("季度-报告-html" + extension, type, "季度 报告.html" + extension), (file.Name, file.ContentType, file.DownloadName));

        using var answer = await _fixture.Blog.Reader.GetAsync(file.Path);
        Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("default-src 'none'; sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
        var disposition = answer.Content.Headers.ContentDisposition!;
        Assert.Equal(AttachmentType.OfExtension(extension)!.IsPlayable ? "inline" : "attachment", disposition.DispositionType);
        Assert.Equal("季度 报告.html" + extension, disposition.FileNameStar);
        Assert.Empty(_fixture.Temporary);
    }

    public static TheoryData<string> HostileNames() =>
        [
            "a\"; filename=\"evil.html",
            "x.pdf\"; attachment; filename*=UTF-8''evil.html",
            "../../../etc/passwd",
            "..\\..\\blog.db",
            "\u202Egnp.exe",
            "a;b=c.svg",
            "%0d%0aSet-Cookie: a=b",
            "\uD83D\uDE00 说明 é.pdf",
            "\u200B\u200D",
            new string('长', 280) + ".pdf",
            "CON",
            "...",
        ];

    [Theory]
    [MemberData(nameof(HostileNames))]
    public async Task A_hostile_name_breaks_neither_a_header_nor_a_folder(string name)
    {
        using var form = new MultipartFormDataContent();
        using var part = new ByteArrayContent("%PDF-1.7 x"u8.ToArray());
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileNameStar = name };
        form.Add(part);
        using var sent = await _fixture.SendAsync(MediaFixture.Upload, form);
        var json = await MediaFixture.JsonAsync(sent);
        Assert.True(sent.IsSuccessStatusCode, json.ToString());
        Assert.Matches(
            @"^\[[^\]\n]*\]\(/media/[0-9a-f]{32}/[^)\s]+\.pdf\)$",
            json.GetProperty("markdown").GetString()!.Replace("\\]", "", StringComparison.Ordinal)
        );

        using var answer = await _fixture.Blog.Reader.GetAsync(json.GetProperty("href").GetString());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        var raw = answer.Content.Headers.GetValues("Content-Disposition").Single();
        Assert.Matches("^attachment; filename=(\"[^\"]*\"|[^\";]+); filename\\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+$", raw);
        var saved = answer.Content.Headers.ContentDisposition!.FileNameStar!;
        Assert.EndsWith(".pdf", saved, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(saved), 5, 255);
        Assert.DoesNotContain(saved, sign => char.IsControl(sign) || "/\\\"\u202E:*?<>|".Contains(sign, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_player_gets_the_part_that_it_asks_for()
    {
        var bytes = Encoding.Latin1.GetBytes("ID3\u0003" + string.Concat(Enumerable.Repeat("0123456789", 100)));
        var file = await _fixture.AddAsync(bytes, "talk.mp3");

        using var part = await AskAsync(file, new RangeHeaderValue(4, 13));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("0123456789", await part.Content.ReadAsStringAsync());
        Assert.Equal($"bytes 4-13/{bytes.Length}", part.Content.Headers.ContentRange!.ToString());
        Assert.Equal("audio/mpeg", part.Content.Headers.ContentType!.ToString());
        Assert.Equal("default-src 'none'; sandbox", part.Headers.GetValues("Content-Security-Policy").Single());

        using var end = await AskAsync(file, new RangeHeaderValue(null, 3));
        Assert.Equal("789", await end.Content.ReadAsStringAsync());
        using var beyond = await AskAsync(file, new RangeHeaderValue(bytes.Length, null));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        Assert.Equal($"bytes */{bytes.Length}", beyond.Content.Headers.ContentRange!.ToString());

        using var same = await AskAsync(file, new RangeHeaderValue(0, 2), $"\"{file.Id}\"");
        Assert.Equal(HttpStatusCode.PartialContent, same.StatusCode);
        using var other = await AskAsync(file, new RangeHeaderValue(0, 2), "\"another\"");
        Assert.Equal((HttpStatusCode.OK, bytes.Length), (other.StatusCode, (int)other.Content.Headers.ContentLength!.Value));
    }

    private async Task<HttpResponseMessage> AskAsync(MediaFile file, RangeHeaderValue range, string? ifRange = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, file.Path);
        request.Headers.Range = range;
        if (ifRange is not null)
        {
            request.Headers.IfRange = new RangeConditionHeaderValue(new EntityTagHeaderValue(ifRange));
        }

        return await _fixture.Blog.Reader.SendAsync(request);
    }

    [Theory]
    [InlineData("<!doctype html><script>alert(1)</script>", FileKind.Html)]
    [InlineData("#!/bin/sh\necho hello", FileKind.Text)]
    [InlineData("\u007FELF\u0002 program", FileKind.Program)]
    [InlineData("Rar!\u001A\u0007 x", FileKind.Rar)]
    [InlineData("SQLite format 3\0 x", FileKind.Sqlite)]
    public async Task What_is_none_of_the_types_is_refused_whatever_its_name_says(string content, FileKind kind)
    {
        using var answer = await _fixture.SendAsync(Encoding.Latin1.GetBytes(content), "report.pdf");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal(
            UploadTexts.Chinese.Error(ImageError.NotAnImage, kind),
            (await MediaFixture.JsonAsync(answer)).GetProperty("error").GetString()
        );
        Assert.Empty(_fixture.Files);
    }

    [Fact]
    public async Task A_file_that_is_also_a_page_is_a_download_of_the_type_that_it_begins_as()
    {
        foreach (var start in new[] { "%PDF-1.7", "ID3\u0003", "PK\u0003\u0004" })
        {
            var file = await _fixture.AddAsync(Encoding.Latin1.GetBytes(start + "<html><script>alert(1)</script>"), "a.html");
            using var answer = await _fixture.Blog.Reader.GetAsync(file.Path);
            Assert.DoesNotContain("html", answer.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("default-src 'none'; sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
        }
    }

    [Fact]
    public async Task The_owner_decides_which_kinds_may_come_and_how_large()
    {
        await _fixture.AllowAsync(new SiteAttachments { Video = false, MaxMegabytes = 1 });
        foreach (var language in new[] { "zh-CN", "en" })
        {
            using var video = await _fixture.SendAsync(
                Encoding.Latin1.GetBytes("\0\0\0\u0018ftypisom\0\0\0\0isommp42"),
                language: language
            );
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, video.StatusCode);
            Assert.Equal(
                UploadTexts.Of(language).Error(ImageError.NotAllowed, FileKind.Mp4),
                (await MediaFixture.JsonAsync(video)).GetProperty("error").GetString()
            );
            var large = new byte[(1024 * 1024) + 1];
            "%PDF-"u8.CopyTo(large);
            using var document = await _fixture.SendAsync(large, language: language);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, document.StatusCode);
            Assert.Contains("1 MB", (await MediaFixture.JsonAsync(document)).GetProperty("error").GetString()!, StringComparison.Ordinal);
        }

        Assert.Empty(_fixture.Files);
    }

    [Fact]
    public async Task Sound_and_film_in_a_text_are_players_and_anything_else_is_a_link()
    {
        var sound = await _fixture.AddAsync("ID3\u0003 sound"u8.ToArray(), "访谈.mp3");
        var film = await _fixture.AddAsync(Encoding.Latin1.GetBytes("\0\0\0\u0018ftypisom\0\0\0\0isommp42"), "demo.mp4");
        var paper = await _fixture.AddAsync("%PDF-1.7 x"u8.ToArray(), "slides.pdf");
        Assert.Equal($"![访谈]({sound.Path})", sound.ToMarkdown());
        Assert.Equal($"[slides]({paper.Path})", paper.ToMarkdown());
        var post = await _fixture.Blog.PublishAsync(
            "附件",
            $"{sound.ToMarkdown()}\n\n{film.ToMarkdown()}\n\n{paper.ToMarkdown()}\n\n![far](https://else.example/a.mp3)"
        );
        var page = await _fixture.Blog.PageAsync(post.Address.Href);
        var audio = page.QuerySelector(".prose audio")!;
        Assert.Equal(
            (sound.Path, "none", "访谈"),
            (audio.GetAttribute("src"), audio.GetAttribute("preload"), audio.GetAttribute("aria-label"))
        );
        Assert.True(audio.HasAttribute("controls"));
        Assert.Equal(sound.Path, audio.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal(film.Path, page.QuerySelector(".prose video[controls]")!.GetAttribute("src"));
        Assert.Equal("slides", page.QuerySelector($".prose a[href='{paper.Path}']")!.TextContent);
        Assert.Equal("far", page.QuerySelector(".prose a[href='https://else.example/a.mp3']")!.TextContent);
        Assert.Empty(page.QuerySelectorAll(".prose img"));
        var feed = await _fixture.Blog.Reader.GetStringAsync("/feed.xml");
        Assert.Contains(sound.Path, feed, StringComparison.Ordinal);

        var unused = await _fixture.PageAsync("/admin/media?show=unused");
        Assert.Empty(unused.QuerySelectorAll(".gallery li"));
    }

    [Fact]
    public async Task The_library_shows_kind_and_size_and_the_item_a_player_or_a_link()
    {
        var paper = await _fixture.AddAsync("%PDF-1.7 x"u8.ToArray(), "slides.pdf");
        var sound = await _fixture.AddAsync("ID3\u0003 sound"u8.ToArray(), "talk.mp3");
        var library = await _fixture.PageAsync("/admin/media");
        Assert.Equal(["MP3", "PDF"], library.QuerySelectorAll(".gallery .file").Select(file => file.TextContent.Trim()).Order());
        Assert.Empty(library.QuerySelectorAll(".gallery img"));
        Assert.NotNull((await _fixture.PageAsync("/admin/media/" + sound.Id)).QuerySelector("figure audio[controls]"));
        var item = await _fixture.PageAsync("/admin/media/" + paper.Id);
        Assert.Equal("slides.pdf", item.QuerySelector("figure.file a")!.TextContent.Trim());
        Assert.Null(item.QuerySelector("main img"));
    }

    [Fact]
    public async Task A_whole_archive_is_told_from_a_document_by_the_list_at_its_end()
    {
        using var written = new MemoryStream();
        using (var zip = new ZipArchive(written, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using (var first = zip.CreateEntry("a.bin", CompressionLevel.NoCompression).Open())
            {
                await first.WriteAsync(new byte[100_000]);
            }

            await using var document = zip.CreateEntry("word/document.xml").Open();
            await document.WriteAsync("<w:document/>"u8.ToArray());
        }

        Assert.Equal(".docx", (await _fixture.AddAsync(written.ToArray(), "plan.zip")).Extension);
    }
}
