using Blog.Storage.Database;
using Microsoft.Extensions.Options;

namespace Blog.Storage.DataDirectory;

/// <summary>Options of the data layer, bound to <c>Blog:…</c>.</summary>
public sealed class DataOptions
{
    /// <summary>Absolute path of the data folder; default <c>data</c> under the content root.</summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>Host name that new feed ids carry (RFC 4151); set from the public address.</summary>
    public string Authority { get; set; } = "localhost";

    /// <summary>Host and, if not the scheme's default, port of the public address; used to recognize links to this blog.</summary>
    public string PublicAuthority { get; set; } = "localhost";

    /// <summary>Path of the public address without a trailing slash, added to root-relative links; empty at the root of a host.</summary>
    public string BasePath { get; set; } = "";

    /// <summary>Whether this process truncates the WAL; false if a replicator owns checkpoints.</summary>
    public bool Checkpoints { get; set; } = true;
}

/// <summary>The data folder and its parts: <c>blog.db</c>, <c>media/</c>, <c>keys/</c>, <c>backups/</c>, <c>tmp/</c>.</summary>
public sealed class DataFolder
{
    /// <summary>Name of the file that records the last database maintenance; not part of the blog's data.</summary>
    public const string MaintenanceNote = "upkeep.json";

    /// <summary>Name of the file that says that the program stopped properly; not part of the blog's data.</summary>
    public const string StopNote = "stopped";

    /// <summary>Name of the folder for what imports keep besides posts and images; no address leads there.</summary>
    public const string ImportsName = "imports";

    /// <summary>Refers to the configured folder without creating it.</summary>
    public DataFolder(IOptions<DataOptions> options)
        : this(options.Value.DataDirectory) { }

    /// <summary>Refers to the folder at an absolute path without creating it.</summary>
    public DataFolder(string root) => Root = Path.GetFullPath(root);

    public string Root { get; }

    public string Database => Path.Combine(Root, "blog.db");

    /// <summary>Media files, by the first two digits of their id.</summary>
    public string Media => Path.Combine(Root, "media");

    public string Keys => Path.Combine(Root, "keys");

    /// <summary>Files that imports keep, and what they have fetched from where; not part of backups.</summary>
    public string Imports => Path.Combine(Root, ImportsName);

    /// <summary>Our copy of the connected repository; fetched again if it is lost, and not part of backups.</summary>
    public string Git => Path.Combine(Root, "git");

    /// <summary>Snapshots before migrations, and backups.</summary>
    public string Backups => Path.Combine(Root, "backups");

    /// <summary>Partial files, on the same file system so that a rename is atomic.</summary>
    public string Temporary => Path.Combine(Root, "tmp");

    /// <summary>
    /// Whether a backup is in progress: a copy of the database is in <see cref="Temporary"/> from before its snapshot is taken until all
    /// images it refers to are copied. No image file may be deleted meanwhile; orphans are removed later.
    /// </summary>
    public bool IsBeingBackedUp => Directory.Exists(Temporary) && Directory.EnumerateFiles(Temporary, TemporaryCopy.Prefix + "*").Any();

    /// <summary>Connection string of the database; every connection then sets <see cref="SqlitePragmas"/>.</summary>
    public string ConnectionString => $"Data Source={Database};Default Timeout=10;Pooling=True";

    /// <summary>Creates missing folders; only the current user can access them and what is in them.</summary>
    /// <exception cref="IOException">The folder cannot be created or written.</exception>
    public void Create()
    {
        foreach (var folder in new[] { Root, Media, Backups, Temporary })
        {
            Directory.CreateDirectory(folder);
        }

        CreateKeys();
        FileModes.Tighten(this);
    }

    /// <summary>Checks whether the program can use the folder, creating it if missing; called before any layer needs it.</summary>
    /// <returns>One line for the operator, or null. A full disk is not an error if a blog already exists, since reading still
    /// works.</returns>
    public string? FindProblem()
    {
        try
        {
            if (
                new[] { Root, Media, Keys, Backups, Temporary }.Select(ObstacleAt).FirstOrDefault(found => found is not null) is
                { } obstacle
            )
            {
                return obstacle;
            }

            Create();
            using var probe = new FileStream(
                Path.Combine(Temporary, Path.GetRandomFileName()),
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.None,
                1,
                FileOptions.DeleteOnClose
            );
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return StorageErrors.IsFull(e) && Directory.Exists(Keys) && File.Exists(Database)
                ? null
                : StorageErrors.Explain(e, Root) ?? e.Message;
        }
    }

    private static string? ObstacleAt(string path) =>
        Directory.Exists(path) ? null
        : new FileInfo(path).LinkTarget is { } target
            ? $"{path} is a link to {target}, which is not a folder: mount or create that, or delete the link, then start again"
        : File.Exists(path) ? $"{path} is a file, and a folder must be there: rename or delete it, then start again"
        : null;

    /// <summary>Creates the key folder, accessible only to the current user; permissions of an existing one are tightened.</summary>
    public void CreateKeys()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Keys);
            return;
        }

        const UnixFileMode alone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(Keys, alone);
        try
        {
            if (File.GetUnixFileMode(Keys) != alone)
            {
                File.SetUnixFileMode(Keys, alone);
            }
        }
        catch (UnauthorizedAccessException)
        {
            // It belongs to another user who grants write access, as on a volume shared by group: leave its permissions alone.
        }
    }

    /// <summary>Locks the folder for this process; dispose the result to unlock it.</summary>
    /// <returns>The lock, or null if another process holds it.</returns>
    /// <exception cref="IOException">The folder cannot be created or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The current user may not write to it.</exception>
    public FolderLock? TryLock()
    {
        Directory.CreateDirectory(Root);
        try
        {
            return new FolderLock(
                new FileStream(Path.Combine(Root, "blog.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
            );
        }
        catch (IOException e) when (StorageErrors.IsHeld(e))
        {
            return null;
        }
    }
}

/// <summary>The operating system's lock on the data folder, which is released when the process ends, however it ends.</summary>
public sealed class FolderLock(FileStream file) : IDisposable
{
    public void Dispose() => file.Dispose();
}
