using Blog.Data.Media;
using Blog.Data.Media.Library;
using Blog.Images;
using Blog.Operations.Backups.Archives;
using Blog.Storage.DataDirectory;
using Blog.Tests.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Tests.Operations.Backups;

/// <summary>
/// A data folder with posts, an image with variants, a drawing and a key, without a server. Written once in each test process, and copied:
/// the image alone takes most of a second of processor time.
/// </summary>
internal sealed class WrittenBlog : IAsyncDisposable
{
    private static readonly Lazy<Task<IReadOnlyList<(string Path, byte[] Bytes)>>> Template = new(() => Task.Run(WriteAsync));

    private readonly TemporaryFolder _temporary = new();

    private WrittenBlog() => Host = new DataHost(Folder);

    public DataHost Host { get; }

    public string Folder => _temporary.File("data");

    /// <summary>The last schema that this program knows.</summary>
    public IReadOnlyList<string> Schemas { get; private set; } = [];

    public static async Task<WrittenBlog> CreateAsync()
    {
        var blog = new WrittenBlog();
        foreach (var (path, bytes) in await Template.Value)
        {
            var file = new FileInfo(Path.Combine(blog.Folder, path));
            file.Directory!.Create();
            await File.WriteAllBytesAsync(file.FullName, bytes);
        }

        await blog.Host.StartAsync();
        await blog.Host.WithDbAsync(db =>
        {
            blog.Schemas = [.. db.Database.GetMigrations()];
            return Task.CompletedTask;
        });
        return blog;
    }

    private static async Task<IReadOnlyList<(string Path, byte[] Bytes)>> WriteAsync()
    {
        await using var blog = new WrittenBlog();
        await blog.Host.StartAsync();
        await blog.Host.WriteAsync(DataHost.Request("第一篇", "正文,[自己](/second)。"));
        await blog.Host.WriteAsync(DataHost.Request("Second", "Words.", "en"));
        await blog.AddImageAsync(TestImages.Photo(1_000, 600, ".png"), ".png", "image/png");
        await blog.AddImageAsync("<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"u8.ToArray(), ".svg", "image/svg+xml");
        await File.WriteAllTextAsync(Path.Combine(blog.Folder, "keys", "key-3f2b1c9a-0000-4000-8000-000000000001.xml"), "<key id='1'/>");
        await MigratedDatabase.MoveLogIntoAsync(blog.Host.Folder.Database);
        return
        [
            .. Directory
                .EnumerateFiles(blog.Folder, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(file) is not ("blog.lock" or "blog.db-wal" or "blog.db-shm"))
                .Select(file => (Path.GetRelativePath(blog.Folder, file), File.ReadAllBytes(file))),
        ];
    }

    public Task<MediaFile> AddImageAsync(byte[] bytes, string extension, string type) =>
        Host.WithAsync<MediaLibrary, MediaFile>(library =>
            library.StoreAsync(
                new MediaContent(bytes, type, extension, type == "image/png" ? 1_000 : null, 600),
                "picture" + extension,
                "",
                CancellationToken.None
            )
        );

    /// <summary>A path beside the data folder.</summary>
    public string Beside(string name) => _temporary.File(name);

    /// <summary>Backs it up, in this process.</summary>
    public async Task<BackupResult> BackUpAsync(string name = "a.zip", FreeSpace? free = null, IProgress<string>? progress = null) =>
        await new BackupBuilder(Host.Folder, free ?? Disk.FreeAt, Host.Clock).RunAsync(Beside(name), progress, CancellationToken.None);

    /// <summary>Restores an archive, in this process.</summary>
    public RestoreReport Restore(
        string archive,
        string folder,
        bool force = false,
        FreeSpace? free = null,
        IReadOnlyList<string>? schemas = null
    ) =>
        new RestoreRun(new DataFolder(folder), free ?? Disk.FreeAt, schemas ?? Schemas, Host.Clock).Run(
            archive,
            force,
            null,
            CancellationToken.None
        );

    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Host.Folder.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _temporary.Dispose();
    }
}

/// <summary>The content of a folder, for comparison.</summary>
internal static class FolderDump
{
    /// <summary>Media and keys with their bytes.</summary>
    public static IReadOnlyList<string> FilesOf(string folder) =>
        [
            .. new[] { "media", "keys" }
                .SelectMany(part => Directory.EnumerateFiles(Path.Combine(folder, part), "*", SearchOption.AllDirectories))
                .Order(StringComparer.Ordinal)
                .Select(path =>
                    Path.GetRelativePath(folder, path)
                    + " "
                    + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))
                ),
        ];

    /// <summary>Every file with its bytes, but the lock.</summary>
    public static IReadOnlyList<string> AllOf(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(path => Path.GetFileName(path) != "blog.lock")
                .Order(StringComparer.Ordinal)
                .Select(path =>
                    Path.GetRelativePath(folder, path)
                    + " "
                    + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))
                ),
        ];
}
