using System.Security.Cryptography;
using System.Text;
using Blog.Storage.DataDirectory;

namespace Blog.Portability.Output;

/// <summary>
/// A folder that the program writes and keeps up to date. Only what differs is written; a file is there whole or not at all; what is no
/// longer wanted is removed; what the program did not write is left alone. A run that is killed leaves what the next one completes.
/// </summary>
/// <remarks>
/// The list of what was written lies in the folder. Paths are noted in a journal before their files are written, so that a killed run does
/// not leave files that nobody knows. Not thread-safe.
/// </remarks>
public sealed class OutputFolder : IDisposable
{
    private const string Partial = ".partial";

    private readonly Dictionary<string, OutputFile> _before;
    private readonly SortedDictionary<string, OutputFile> _now = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly string _listName;
    private FileStream? _journal;

    private OutputFolder(string root, string listName, Dictionary<string, OutputFile> before) =>
        (Root, _listName, _before) = (root, listName, before);

    /// <summary>Absolute path.</summary>
    public string Root { get; }

    /// <summary>How many files were written, because they were new or differed.</summary>
    public int Written { get; private set; }

    /// <summary>How many files were removed.</summary>
    public int Removed { get; private set; }

    /// <summary>What the run wants there so far, in ordinal order of the paths.</summary>
    public IReadOnlyCollection<OutputFile> Files => _now.Values;

    private string ListPath => Path.Combine(Root, _listName);

    private string JournalPath => ListPath + ".writing";

    /// <summary>Opens a folder, creating it if missing.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="listName">Name of the file in it that lists what was written.</param>
    /// <exception cref="OutputException">It is no folder, or its list cannot be read.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static OutputFolder Open(string path, string listName)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(root))
        {
            throw new OutputException($"{path} is a file: give a folder");
        }

        if (!Directory.Exists(root))
        {
            Directory.CreateDirectory(root);
            FileModes.ShareFolder(root);
        }

        var list = Path.Combine(root, listName);
        var before = OutputList.Read(list);
        foreach (var noted in OutputList.ReadJournal(list + ".writing"))
        {
            before.TryAdd(noted, new OutputFile(noted, "", -1)); // of a killed run: written or not, it is ours
        }

        var partial = Path.Combine(root, Partial);
        if (Directory.Exists(partial) && new DirectoryInfo(partial).LinkTarget is null)
        {
            Directory.Delete(partial, recursive: true);
        }

        return new OutputFolder(root, listName, before);
    }

    /// <summary>What an earlier run wrote under a path; null if nothing, or if that is not known.</summary>
    public OutputFile? Before(string path) => _before.GetValueOrDefault(path);

    /// <summary>The bytes that an earlier run wrote; null if they are not there as it wrote them.</summary>
    public async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!_before.TryGetValue(path, out var file) || new FileInfo(FullPath(path)) is not { Exists: true, LinkTarget: null })
        {
            return null;
        }

        var bytes = await File.ReadAllBytesAsync(FullPath(path), cancellationToken);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == file.Sha256 ? bytes : null;
    }

    /// <summary>Keeps a file as it is if it was made of the same inputs and is still there.</summary>
    /// <param name="path">Relative to the folder, with forward slashes.</param>
    /// <param name="inputs">What tells the state of everything it is made of.</param>
    /// <returns>False if it has to be written.</returns>
    public bool TryKeep(string path, string inputs)
    {
        if (
            !_before.TryGetValue(path, out var file)
            || !string.Equals(file.Inputs, inputs, StringComparison.Ordinal)
            || new FileInfo(FullPath(path)) is not { Exists: true } there
            || there.Attributes.HasFlag(FileAttributes.ReparsePoint) // a link; to ask where it leads is another call of the system
            || there.Length != file.Length
        )
        {
            return false;
        }

        Add(file);
        return true;
    }

    /// <summary>Writes a file, unless it has these bytes already.</summary>
    /// <param name="inputs">For <see cref="TryKeep"/>; null if it is written each time.</param>
    /// <param name="note">For <see cref="OutputFile.Note"/>.</param>
    /// <exception cref="OutputException">Something that the program did not write is in the way.</exception>
    public async Task WriteAsync(
        string path,
        ReadOnlyMemory<byte> bytes,
        string? inputs,
        CancellationToken cancellationToken,
        string? note = null
    )
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        var file = new OutputFile(path, hash, bytes.Length) { Inputs = inputs, Note = note };
        if (!await IsThereAsync(file, cancellationToken))
        {
            await PutAsync(path, stream => stream.WriteAsync(bytes, cancellationToken).AsTask());
        }

        Add(file);
    }

    /// <summary>Writes a text as UTF-8, unless it is there already.</summary>
    public Task WriteAsync(string path, string text, CancellationToken cancellationToken) =>
        WriteAsync(path, Encoding.UTF8.GetBytes(text), null, cancellationToken);

    /// <summary>Copies a file that never changes under its path; one that was copied before is kept.</summary>
    /// <param name="source">Absolute path of the file to copy.</param>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public async Task CopyAsync(string path, string source, CancellationToken cancellationToken)
    {
        if (
            _before.TryGetValue(path, out var known)
            && new FileInfo(FullPath(path)) is { Exists: true, LinkTarget: null } there
            && there.Length == known.Length
            && there.Length == new FileInfo(source).Length
        )
        {
            Add(known);
            return;
        }

        await using var from = new FileStream(
            source,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            1 << 16,
            true
        );
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(from, cancellationToken));
        var file = new OutputFile(path, hash, from.Length);
        if (!await IsThereAsync(file, cancellationToken))
        {
            from.Position = 0;
            await PutAsync(path, stream => from.CopyToAsync(stream, cancellationToken));
        }

        Add(file);
    }

    /// <summary>Removes what an earlier run wrote and this one did not want, and writes the list.</summary>
    public void Finish()
    {
        foreach (var path in _before.Keys.Where(path => !_now.ContainsKey(path)).ToList())
        {
            Remove(path);
        }

        OutputList.Write(ListPath, Root, Partial, _now.Values);
        _journal?.Dispose();
        _journal = null;
        File.Delete(JournalPath);
        var partial = Path.Combine(Root, Partial);
        if (Directory.Exists(partial))
        {
            Directory.Delete(partial, recursive: true);
        }
    }

    public void Dispose() => _journal?.Dispose();

    private void Add(OutputFile file)
    {
        if (!_now.TryAdd(file.Path, file))
        {
            throw new InvalidOperationException($"{file.Path} is written twice.");
        }
    }

    /// <summary>Whether the file is there with the same bytes. What the program did not write is taken over only then.</summary>
    private async Task<bool> IsThereAsync(OutputFile file, CancellationToken cancellationToken)
    {
        var full = FullPath(file.Path);
        if (new FileInfo(full) is { Exists: true, LinkTarget: null } there)
        {
            if (there.Length == file.Length)
            {
                await using var stream = File.OpenRead(full);
                if (Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)) == file.Sha256)
                {
                    return true;
                }
            }

            if (_before.ContainsKey(file.Path))
            {
                return false;
            }
        }
        else if (!Path.Exists(full) && new FileInfo(full).LinkTarget is null)
        {
            return false;
        }

        throw new OutputException($"{file.Path} is in the way: this program did not write it. Move it, or give another folder");
    }

    private async Task PutAsync(string path, Func<FileStream, Task> write)
    {
        var full = FullPath(path);
        MakeFolder(Path.GetDirectoryName(path)!.Replace(Path.DirectorySeparatorChar, '/'));
        if (!_before.ContainsKey(path))
        {
            _journal ??= new FileStream(JournalPath, FileMode.Append, FileAccess.Write, FileShare.Read);
            _journal.Write(OutputList.Line(path));
            _journal.Flush();
        }

        var partial = Path.Combine(Root, Partial);
        Directory.CreateDirectory(partial);
        var half = Path.Combine(partial, Path.GetRandomFileName());
        try
        {
            await using (var stream = new FileStream(half, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, true))
            {
                await write(stream);
            }

            FileModes.ShareFile(half); // a web server of another user reads it
            File.Move(half, full, overwrite: true);
        }
        catch
        {
            File.Delete(half);
            throw;
        }

        Written++;
    }

    /// <summary>Creates a folder, never through a symbolic link, which could lead anywhere.</summary>
    private void MakeFolder(string path)
    {
        if (path.Length == 0 || !_folders.Add(path))
        {
            return;
        }

        var slash = path.LastIndexOf('/');
        MakeFolder(slash < 0 ? "" : path[..slash]);
        var full = FullPath(path);
        if (new DirectoryInfo(full).LinkTarget is not null || File.Exists(full))
        {
            throw new OutputException($"{path} is in the way: a folder is needed there. Move it, or give another folder");
        }

        if (!Directory.Exists(full))
        {
            Directory.CreateDirectory(full);
            FileModes.ShareFolder(full);
        }
    }

    private void Remove(string path)
    {
        var full = FullPath(path);
        if (File.Exists(full))
        {
            File.Delete(full);
            Removed++;
        }

        for (
            var folder = Path.GetDirectoryName(full);
            folder is not null && folder.Length > Root.Length;
            folder = Path.GetDirectoryName(folder)
        )
        {
            if (!Directory.Exists(folder) || Directory.EnumerateFileSystemEntries(folder).Any())
            {
                break;
            }

            Directory.Delete(folder);
        }
    }

    private string FullPath(string path)
    {
        if (!IsSafe(path))
        {
            throw new OutputException($"'{path}' cannot be the name of a file");
        }

        return Path.Combine(Root, path);
    }

    /// <summary>Whether a relative path stays in the folder on every system.</summary>
    internal static bool IsSafe(string path)
    {
        foreach (var c in path)
        {
            if (char.IsControl(c) || c is '\\' || (c is ':' && OperatingSystem.IsWindows()))
            {
                return false;
            }
        }

        for (var rest = path.AsSpan(); ; )
        {
            var slash = rest.IndexOf('/');
            if ((slash < 0 ? rest : rest[..slash]) is "" or "." or ".." or Partial)
            {
                return false;
            }

            if (slash < 0)
            {
                return true;
            }

            rest = rest[(slash + 1)..];
        }
    }
}

/// <summary>A file of an <see cref="OutputFolder"/>.</summary>
/// <param name="Path">Relative to the folder, with forward slashes.</param>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal digits; empty if unknown.</param>
/// <param name="Length">In bytes; -1 if unknown.</param>
public sealed record OutputFile(string Path, string Sha256, long Length)
{
    /// <summary>What tells the state of everything it was made of; null if it is compared byte by byte.</summary>
    public string? Inputs { get; init; }

    /// <summary>What whoever wrote it has to know about it at the next run; null for nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>A folder cannot be written; the message is one line for people.</summary>
public sealed class OutputException(string message) : Exception(message);
