using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Blog.Operations.Backups.Archives;
using Blog.Tests.Processes;

namespace Blog.Tests.Operations.Backups;

/// <summary>
/// Damaged and malicious archives: each is refused with one line, and the existing blog is unchanged (security.md B5, C9, C10).
/// </summary>
public sealed class HostileArchiveTests(HostileArchiveTests.Fixture shared) : IClassFixture<HostileArchiveTests.Fixture>, IAsyncLifetime
{
    private readonly WrittenBlog _blog = shared.Blog;
    private readonly string _good = shared.Archive;
    private WrittenBlog _old = null!;

    public async ValueTask InitializeAsync()
    {
        _old = await WrittenBlog.CreateAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    public ValueTask DisposeAsync() => _old.DisposeAsync();

    [Fact]
    public void An_intact_archive_is_restored() => Assert.NotNull(_blog.Restore(_good, _old.Folder, force: true).Aside);

    [Fact]
    public void One_flipped_bit_anywhere_is_noticed_or_changes_nothing()
    {
        var bytes = File.ReadAllBytes(_good);
        var (refused, step) = (0, bytes.Length / Deep.Count(60, 600));
        for (var at = 0; at < bytes.Length; at += step)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 0x10;
            File.WriteAllBytes(_blog.Beside("b.zip"), damaged);
            try
            {
                using var reader = ArchiveReader.Open(_blog.Beside("b.zip"));
                // a time or an attribute in a header: the content is what it was
                reader.Verify(Path.Combine(_blog.Folder, "tmp"), CancellationToken.None);
            }
            catch (BackupException e)
            {
                Assert.DoesNotContain('\n', e.Message);
                refused++;
            }
        }

        Assert.True(refused > Deep.Count(50, 500), $"only {refused} were refused");
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_blog.Folder, "tmp")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    [InlineData(0.9999)]
    public void A_truncated_archive_is_refused(double part)
    {
        var bytes = File.ReadAllBytes(_good);
        Refused(bytes[..(int)(bytes.Length * part)], "truncated");
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("media/../../evil.txt")]
    [InlineData("/etc/cron.d/evil")]
    [InlineData("..\\evil.txt")]
    [InlineData("C:\\evil.txt")]
    [InlineData("media/ab/evil.cshtml")]
    [InlineData("media/ab/ab000000000000000000000000000000/x.png")]
    [InlineData("media/cd/ab000000000000000000000000000000.png")]
    [InlineData("keys/../blog.db")]
    [InlineData("keys/.xml")]
    [InlineData("blog.db-wal")]
    [InlineData("BLOG.DB")]
    [InlineData("restoring/ready.json")]
    [InlineData("line\nbreak")]
    public void An_unexpected_entry_name_is_refused(string name) =>
        Refused(With(name, "x"u8.ToArray(), isNamed: true), "no backup of this program contains");

    [Fact]
    public void A_link_is_refused() =>
        Refused(With("keys/key-1.xml", "/etc/passwd"u8.ToArray(), isNamed: true, attributes: 0xA1FF << 16), "contains a link");

    [Fact]
    public void A_file_twice_is_refused() => Refused(With(BackupManifest.Database, "x"u8.ToArray(), isNamed: false), "twice");

    [Fact]
    public void A_file_that_the_manifest_does_not_name_is_refused() =>
        Refused(With("keys/key-1.xml", "x"u8.ToArray(), isNamed: false), "does not contain the files that its manifest lists");

    [Fact]
    public void A_zip_bomb_is_refused_before_it_is_unpacked()
    {
        // 300 MB of zeros in 300 KB, with a manifest that names them truly.
        Refused(With("keys/key-1.xml", new byte[300 << 20], isNamed: true), "bomb");
    }

    [Fact]
    public void A_manifest_with_a_wrong_size_is_refused()
    {
        Refused(Changed(manifest => FileOf(manifest, BackupManifest.Database)["bytes"] = 10), "damaged");
        Refused(Changed(manifest => FileOf(manifest, BackupManifest.Database)["bytes"] = 1L << 40), "bomb");
        Refused(Changed(manifest => FileOf(manifest, BackupManifest.Database)["bytes"] = -1), "incomplete");
    }

    [Fact]
    public void A_manifest_that_does_not_match_the_database_is_refused()
    {
        Refused(Changed(manifest => manifest["counts"]!["Posts"] = 3), "does not match the counts in the manifest");
        Refused(Changed(manifest => manifest["format"] = 2), "format 2");
        Refused(Changed(manifest => manifest["files"] = null), "incomplete");
        Refused(Changed(manifest => manifest["counts"] = "x"), "cannot be read");
    }

    [Fact]
    public void A_newer_schema_is_refused() =>
        Refused(Changed(manifest => manifest["schema"] = "20990101000000_Later"), "newer version of this program");

    [Fact]
    public void Control_characters_of_an_archive_are_not_printed() =>
        Refused(Changed(manifest => manifest["schema"] = "2099\n\u001b[2J"), "(schema 2099  [2J)");

    [Fact]
    public void Files_that_are_no_backups_are_refused()
    {
        Refused("nonsense"u8.ToArray(), "not a zip archive");
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var stream = zip.CreateEntry(BackupManifest.Database).Open();
            stream.Write("x"u8);
        }

        Refused(memory.ToArray(), "no manifest");
        var gone = Assert.Throws<BackupException>(() => _old.Restore(_old.Beside("gone.zip"), _old.Folder, force: true));
        Assert.Contains("does not exist", gone.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_that_says_it_has_a_million_entries_is_refused_before_its_list_is_read()
    {
        var bytes = File.ReadAllBytes(_good);
        var end = bytes.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        BitConverter.TryWriteBytes(bytes.AsSpan(end + 12), 200_000_000u);
        Refused(bytes, "bomb");
    }

    [Fact]
    public void An_image_missing_from_the_archive_is_noticed()
    {
        var image = _blog.Host.Folder.Media;
        var path =
            "media/"
            + Path.GetRelativePath(image, Directory.EnumerateFiles(image, "*.svg", SearchOption.AllDirectories).Single())
                .Replace('\\', '/');
        Refused(
            Rewritten(
                name => name != path,
                manifest =>
                    manifest["files"] = new JsonArray([
                        .. manifest["files"]!.AsArray().Where(file => (string)file!["path"]! != path).Select(file => file!.DeepClone()),
                    ])
            ),
            "lacks the files of 1 images"
        );
    }

    /// <summary>A blog and its good archive, which no case changes.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        internal WrittenBlog Blog { get; private set; } = null!;

        public string Archive { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            Blog = await WrittenBlog.CreateAsync();
            Archive = (await Blog.BackUpAsync()).Path;
        }

        public ValueTask DisposeAsync() => Blog.DisposeAsync();
    }

    private static JsonNode FileOf(JsonNode manifest, string path) =>
        manifest["files"]!.AsArray().Single(file => (string)file!["path"]! == path)!;

    private void Refused(byte[] archive, string says)
    {
        var path = _old.Beside("bad.zip");
        File.WriteAllBytes(path, archive);
        var (before, outside) = (FolderDump.AllOf(_old.Folder), Directory.GetFileSystemEntries(_old.Beside("")));
        var refusal = Assert.Throws<BackupException>(() => _old.Restore(path, _old.Folder, force: true, free: _ => long.MaxValue));
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.Equal(before, FolderDump.AllOf(_old.Folder));
        Assert.Equal(outside, Directory.GetFileSystemEntries(_old.Beside("")));
        Assert.False(Directory.Exists(Path.Combine(_old.Folder, "restoring")));
    }

    /// <summary>The good archive with one more file.</summary>
    private byte[] With(string name, byte[] content, bool isNamed, int attributes = 0) =>
        Rewritten(
            _ => true,
            manifest =>
            {
                if (isNamed)
                {
                    manifest["files"]!
                        .AsArray()
                        .Add(
                            JsonSerializer.SerializeToNode(
                                new
                                {
                                    path = name,
                                    bytes = content.LongLength,
                                    sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)),
                                }
                            )
                        );
                }
            },
            zip =>
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.ExternalAttributes = attributes;
                using var stream = entry.Open();
                stream.Write(content);
            }
        );

    private byte[] Changed(Action<JsonNode> change) => Rewritten(_ => true, change);

    private byte[] Rewritten(Func<string, bool> keeps, Action<JsonNode> change, Action<ZipArchive>? add = null)
    {
        using var memory = new MemoryStream();
        using (var from = ZipFile.OpenRead(_good))
        using (var to = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries.Where(entry => keeps(entry.FullName)))
            {
                using var read = entry.Open();
                using var write = to.CreateEntry(entry.FullName).Open();
                if (entry.FullName == BackupManifest.Name)
                {
                    var manifest = JsonNode.Parse(read)!;
                    change(manifest);
                    write.Write(Encoding.UTF8.GetBytes(manifest.ToJsonString()));
                }
                else
                {
                    read.CopyTo(write);
                }
            }

            add?.Invoke(to);
        }

        return memory.ToArray();
    }
}
