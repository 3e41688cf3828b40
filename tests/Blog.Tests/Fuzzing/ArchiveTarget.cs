using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Blog.Operations.Backups.Archives;
using Blog.Storage.DataDirectory;
using Blog.Tests.Operations.Backups;

namespace Blog.Tests.Fuzzing;

/// <summary>A zip for the verification of backups and, now and then, for a restore: the only places that read zips.</summary>
internal sealed class ArchiveTarget : FuzzTarget
{
    private static readonly Lazy<(byte[] Archive, IReadOnlyList<string> Schemas)> Good = new(MakeGood);

    private static readonly TextMutations Mutations = new([Tokens.Json, Tokens.Signs]);

    private readonly TemporaryFolder _folder = new();

    public ArchiveTarget() => Directory.CreateDirectory(_folder.File("tmp"));

    public override byte[] Make(Random random)
    {
        var good = Good.Value.Archive;
        switch (random.Next(8))
        {
            case 0 or 1:
                return ByteMutations.Change(good, () => good, random);
            case 2 or 3:
                var bytes = (byte[])good.Clone();
                var marks = ByteMutations.Find(bytes, [.. "PK\u0001\u0002"u8], [.. "PK\u0003\u0004"u8], [.. "PK\u0005\u0006"u8]);
                for (var left = ByteMutations.Several(random); left > 0; left--)
                {
                    ByteMutations.SetNumber(bytes, marks, before: 0, behind: 48, random);
                }

                return bytes;
            default:
                return Rebuilt(good, random);
        }
    }

    public override FuzzOutcome Feed(byte[] document)
    {
        var path = _folder.File("a.zip");
        File.WriteAllBytes(path, document);
        try
        {
            if (NumberOf(document) % 6 == 0)
            {
                return Restore(path);
            }

            using var reader = ArchiveReader.Open(path);
            reader.Verify(_folder.File("tmp"), CancellationToken.None);
            Assert.DoesNotContain('\n', reader.Manifest.Summary);
            return FuzzOutcome.Taken;
        }
        catch (BackupException refusal)
        {
            Assert.DoesNotContain('\n', refusal.Message);
            Assert.True(
                refusal.InnerException
                    is null
                        or IOException
                        or InvalidDataException
                        or NotSupportedException
                        or System.Text.Json.JsonException
                        or Microsoft.Data.Sqlite.SqliteException
                        or InvalidCastException
                        or InvalidOperationException,
                "behind the refusal: " + refusal
            );
            return FuzzOutcome.Refused;
        }
        finally
        {
            Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.File("tmp")));
        }
    }

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    /// <summary>What is refused leaves nothing behind.</summary>
    private FuzzOutcome Restore(string path)
    {
        var into = _folder.File("restored");
        Directory.CreateDirectory(into);
        try
        {
            new RestoreRun(new DataFolder(into), _ => long.MaxValue, [.. Good.Value.Schemas], TimeProvider.System).Run(
                path,
                force: false,
                null,
                CancellationToken.None
            );
            Assert.True(File.Exists(Path.Combine(into, "blog.db")));
            return FuzzOutcome.Taken;
        }
        catch (BackupException)
        {
            Assert.DoesNotContain(
                Directory.EnumerateFileSystemEntries(into, "*", SearchOption.AllDirectories),
                entry => File.Exists(entry) && Path.GetFileName(entry) is not "blog.lock"
            );
            throw;
        }
        finally
        {
            Directory.Delete(into, recursive: true);
        }
    }

    /// <summary>A valid zip with something wrong inside: where a file was changed, the manifest has its new hash.</summary>
    private static byte[] Rebuilt(byte[] good, Random random)
    {
        var files = Unpacked(good);
        var manifest = JsonNode.Parse(files[BackupManifest.Name])!;
        var names = files.Keys.Where(name => name != BackupManifest.Name).ToList();
        var name = random.Next(2) == 0 ? BackupManifest.Database : names[random.Next(names.Count)];
        var written = manifest["files"]!.AsArray().Single(file => (string)file!["path"]! == name)!;
        var kind = random.Next(6);
        if (kind == 0)
        {
            var other = Mutations.Change(name, () => names[random.Next(names.Count)], random);
            var content = files[name];
            files.Remove(name);
            (files[other.Length == 0 ? "x" : other], written["path"]) = (content, other);
        }
        else if (kind < 4)
        {
            var changed = (byte[])files[name].Clone();
            for (var left = ByteMutations.Several(random); left > 0; left--)
            {
                // The pages of a database, with their counts and offsets first.
                ByteMutations.SetNumber(
                    changed,
                    [.. Enumerable.Range(0, Math.Max(1, changed.Length / 4096)).Select(page => page * 4096)],
                    before: 0,
                    behind: random.Next(2) == 0 ? 110 : 4096,
                    random
                );
            }

            changed = random.Next(4) == 0 ? ByteMutations.Change(changed, () => changed, random) : changed;
            (files[name], written["bytes"], written["sha256"]) = (
                changed,
                changed.LongLength,
                Convert.ToHexStringLower(SHA256.HashData(changed))
            );
        }

        var text = manifest.ToJsonString();
        files[BackupManifest.Name] = Encoding.UTF8.GetBytes(kind >= 4 ? Mutations.Change(text, () => text, random) : text);
        return Packed(files, random);
    }

    private static OrderedDictionary<string, byte[]> Unpacked(byte[] archive)
    {
        var files = new OrderedDictionary<string, byte[]>(StringComparer.Ordinal);
        using var zip = new ZipArchive(new MemoryStream(archive));
        foreach (var entry in zip.Entries)
        {
            using var memory = new MemoryStream();
            using var from = entry.Open();
            from.CopyTo(memory);
            files[entry.FullName] = memory.ToArray();
        }

        return files;
    }

    private static byte[] Packed(OrderedDictionary<string, byte[]> files, Random random)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
                entry.ExternalAttributes = random.Next(60) == 0 ? random.Next() : 0;
                using var to = entry.Open();
                to.Write(bytes);
            }
        }

        return memory.ToArray();
    }

    private static (byte[] Archive, IReadOnlyList<string> Schemas) MakeGood()
    {
        return Task.Run(async () =>
            {
                await using var blog = await WrittenBlog.CreateAsync();
                return (await File.ReadAllBytesAsync((await blog.BackUpAsync()).Path), blog.Schemas);
            })
            .GetAwaiter()
            .GetResult();
    }
}
