using System.IO.Compression;
using System.Text;
using Blog.Portability.Archives;

namespace Blog.Tests.Portability.Archives;

/// <summary>Archives from outside (security.md B5): nothing of a refused one is left, nothing is written beside the folder.</summary>
public sealed class ArchiveExtractionTests : IDisposable
{
    private const int Link = unchecked((int)0xA1FF0000);

    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.File("out/site");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_and_folders_are_unpacked_without_what_macOS_adds()
    {
        var zip = Zip(("post/", ""), ("post/a.md", "甲"), ("img/图.png", "png"), ("__MACOSX/post/._a.md", "x"), ("post/.DS_Store", "x"));
        Assert.Equal(2, await ArchiveExtraction.ExtractAsync(zip, Target, CancellationToken.None));
        Assert.Equal("甲", await File.ReadAllTextAsync(Path.Combine(Target, "post/a.md")));
        Assert.Equal(["img/图.png", "post/a.md"], Files());
    }

    [Theory]
    [InlineData("GB18030", "文章/你好.md")]
    [InlineData("utf-8", "文章/café.md")]
    [InlineData("iso-8859-1", "caf\u00e9.md")]
    public async Task Names_without_the_mark_of_UTF_8_are_read_as_they_were_meant(string encoding, string name)
    {
        var zip = new MemoryStream();
        var written = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true, Encoding.Latin1))
        {
            // Latin-1 carries the bytes through unchanged, as an old archiver wrote them.
            Write(archive, Encoding.Latin1.GetString(written.GetBytes(name)), "x");
        }

        await ArchiveExtraction.ExtractAsync(zip, Target, CancellationToken.None);
        Assert.Equal([name], Files());
    }

    [Fact]
    public async Task Backslashes_are_separators()
    {
        await ArchiveExtraction.ExtractAsync(Zip(("source\\_posts\\a.md", "x")), Target, CancellationToken.None);
        Assert.Equal(["source/_posts/a.md"], Files());
    }

    [Theory]
    [InlineData("../evil.md", ArchiveError.Outside)]
    [InlineData("a/../../evil.md", ArchiveError.Outside)]
    [InlineData("a/..\\..\\evil.md", ArchiveError.Outside)]
    [InlineData("..\\evil.md", ArchiveError.Outside)]
    [InlineData("/etc/evil.md", ArchiveError.Outside)]
    [InlineData("\\\\server\\evil.md", ArchiveError.Outside)]
    [InlineData("C:\\evil.md", ArchiveError.Outside)]
    [InlineData("A.md", ArchiveError.Ambiguous)]
    public async Task A_hostile_name_refuses_the_whole_archive(string name, ArchiveError error)
    {
        await RefusedAsync(Zip(("a.md", "x"), (name, "evil")), error);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*evil*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Links_are_left_out_and_files_through_them_are_plain_files()
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(archive, "secret.md", "/etc/passwd").ExternalAttributes = Link;
            Write(archive, "dir", "/etc").ExternalAttributes = Link;
            Write(archive, "dir/a.md", "mine");
        }

        Assert.Equal(1, await ArchiveExtraction.ExtractAsync(zip, Target, CancellationToken.None));
        Assert.Equal(["dir/a.md"], Files());
        Assert.Null(new FileInfo(Path.Combine(Target, "dir")).LinkTarget);
    }

    [Fact]
    public async Task A_bomb_is_refused_while_it_is_read()
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("zeros.md", CompressionLevel.Optimal).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 200; i++)
            {
                entry.Write(zeros);
            }
        }

        Assert.True(zip.Length < 1 << 20);
        await RefusedAsync(zip, ArchiveError.TooLarge);
    }

    [Fact]
    public async Task A_page_of_blanks_is_no_bomb()
    {
        await ArchiveExtraction.ExtractAsync(Zip(("blank.md", new string(' ', 900_000))), Target, CancellationToken.None);
        Assert.Single(Files());
    }

    [Fact]
    public async Task More_entries_than_allowed_are_refused_before_anything_is_written()
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i <= ArchiveExtraction.MaxEntries; i++)
            {
                archive.CreateEntry(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{i}.md"));
            }
        }

        await RefusedAsync(zip, ArchiveError.TooMany);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK")]
    [InlineData("<!doctype html><title>no archive</title>")]
    public async Task What_is_no_archive_is_refused(string text) =>
        await RefusedAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), ArchiveError.Unreadable);

    [Fact]
    public async Task A_truncated_and_a_damaged_archive_are_refused()
    {
        var whole = Zip(("a.md", new string('x', 5_000)), ("b.md", string.Concat(Enumerable.Range(0, 5_000)))).ToArray();
        await RefusedAsync(new MemoryStream(whole[..^30]), ArchiveError.Unreadable);
        var damaged = whole.ToArray();
        Array.Fill(damaged, (byte)0xff, 40, 200);
        await RefusedAsync(new MemoryStream(damaged), ArchiveError.Unreadable);
    }

    private async Task RefusedAsync(Stream zip, ArchiveError error)
    {
        var refused = await Assert.ThrowsAsync<ArchiveException>(() => ArchiveExtraction.ExtractAsync(zip, Target, CancellationToken.None));
        Assert.Equal(error, refused.Error);
        Assert.False(Directory.Exists(Target));
    }

    private List<string> Files() =>
        [
            .. Directory
                .GetFiles(Target, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Target, file))
                .Order(StringComparer.Ordinal),
        ];

    private static MemoryStream Zip(params (string Name, string Text)[] files)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                Write(archive, name, text);
            }
        }

        return zip;
    }

    private static ZipArchiveEntry Write(ZipArchive archive, string name, string text)
    {
        var entry = archive.CreateEntry(name);
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
        return entry;
    }
}
