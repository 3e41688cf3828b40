using Blog.Storage.Database;
using Microsoft.Extensions.Options;

namespace Blog.Storage.DataDirectory;

/// <summary>Where the data room keeps its things. Bound to <c>Blog:…</c>.</summary>
public sealed class DataOptions
{
    /// <summary>Absolute path of the data folder; default <c>data</c> under the content root.</summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>Host name that new feed ids carry (RFC 4151); set from the public address.</summary>
    public string Authority { get; set; } = "localhost";

    /// <summary>Host of the public address and, where it is not the scheme's own, its port: what links into this blog begin with.</summary>
    public string PublicAuthority { get; set; } = "localhost";

    /// <summary>Path of the public address without a final slash, put before root-relative links; empty at the root of a host.</summary>
    public string BasePath { get; set; } = "";

    /// <summary>Whether this process keeps the WAL short; false where a replicator owns checkpoints.</summary>
    public bool Checkpoints { get; set; } = true;
}

/// <summary>The data folder and its parts: <c>blog.db</c>, <c>media/</c>, <c>keys/</c>, <c>backups/</c>, <c>tmp/</c>.</summary>
public sealed class DataFolder
{
    /// <summary>Name of the file that says when the database was last looked after; no part of a blog.</summary>
    public const string UpkeepNote = "upkeep.json";

    private const string CopyPrefix = "backup-";

    /// <summary>Names the folder; creates nothing yet.</summary>
    public DataFolder(IOptions<DataOptions> options)
        : this(options.Value.DataDirectory) { }

    /// <summary>Names the folder at an absolute path; creates nothing yet.</summary>
    public DataFolder(string root) => Root = Path.GetFullPath(root);

    public string Root { get; }

    public string Database => Path.Combine(Root, "blog.db");

    /// <summary>Media files, by the first two digits of their id.</summary>
    public string Media => Path.Combine(Root, "media");

    public string Keys => Path.Combine(Root, "keys");

    /// <summary>Snapshots before migrations, and backups.</summary>
    public string Backups => Path.Combine(Root, "backups");

    /// <summary>Half-written files, on the same file system so that a rename is atomic.</summary>
    public string Temporary => Path.Combine(Root, "tmp");

    /// <summary>
    /// Whether a backup is being made: a copy of the database lies in <see cref="Temporary"/> from before its moment on until all images that it
    /// names are copied. No image's file may go meanwhile: what is left is swept later. A copy that a killed backup left counts for a day.
    /// </summary>
    public bool IsBeingBackedUp => Directory.Exists(Temporary) && Directory.EnumerateFiles(Temporary, CopyPrefix + "*").Any();

    /// <summary>A name for a copy of the database that a backup is made of.</summary>
    public string NewCopyPath() => Path.Combine(Temporary, CopyPrefix + Path.GetRandomFileName());

    /// <summary>Connection string of the database; every connection then sets <see cref="SqlitePragmas"/>.</summary>
    public string ConnectionString => $"Data Source={Database};Default Timeout=10;Pooling=True";

    /// <summary>Creates what is missing; keys are for this user alone.</summary>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    public void Create()
    {
        foreach (var folder in new[] { Root, Media, Backups, Temporary })
        {
            Directory.CreateDirectory(folder);
        }

        CreateKeys();
    }

    /// <summary>Whether this program can work in the folder, which it makes where it is missing; asked before any room needs it.</summary>
    /// <returns>One line for the operator, or null. A full disk is no fault where a blog is already: reading goes on.</returns>
    public string? FindFault()
    {
        try
        {
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

    /// <summary>Creates the folder of the key ring, for this user alone; one that a restore or an older program left open is shut.</summary>
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
            // It belongs to another user who lets this one write, as on a volume shared by group: that user decides.
        }
    }

    /// <summary>Takes the folder for this process alone; dispose to give it back.</summary>
    /// <returns>The lock, or null where another process holds it.</returns>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">It is not this user's to write.</exception>
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

/// <summary>The operating system's lock on the data folder: it ends with the process, however that ends.</summary>
public sealed class FolderLock(FileStream file) : IDisposable
{
    public void Dispose() => file.Dispose();
}
