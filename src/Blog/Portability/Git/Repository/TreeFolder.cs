using System.Text;

namespace Blog.Portability.Git.Repository;

/// <summary>
/// The files of the repository in a folder, for the import, which reads folders. Only bytes are written: no attribute, filter or line
/// ending of the repository takes effect.
/// </summary>
internal sealed class TreeFolder(string root)
{
    private readonly string _list = root + ".list";

    public string Root => root;

    /// <summary>Makes the folder hold exactly these files.</summary>
    /// <param name="files">Ids of their blobs by safe relative path.</param>
    public void Show(GitClone clone, IReadOnlyDictionary<string, string> files)
    {
        var present = Read();
        File.Delete(_list); // until it is complete again, nothing is known of the folder
        Directory.CreateDirectory(root);
        foreach (var path in present.Keys.Where(path => !files.ContainsKey(path)))
        {
            Remove(path);
        }

        foreach (var (path, blob) in files)
        {
            if (present.GetValueOrDefault(path) != blob)
            {
                Write(clone, path, blob);
            }
        }

        File.WriteAllLines(_list, files.Select(file => $"{file.Value} {file.Key}"), new UTF8Encoding(false));
    }

    private Dictionary<string, string> Read()
    {
        if (File.Exists(_list))
        {
            return File.ReadLines(_list).ToDictionary(line => line[41..], line => line[..40], StringComparer.Ordinal);
        }

        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }

        return [];
    }

    private void Write(GitClone clone, string path, string blob)
    {
        var target = PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using var file = new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.None);
        clone.CopyTo(blob, file);
    }

    private void Remove(string path)
    {
        File.Delete(PathOf(path));
        for (
            var folder = Path.GetDirectoryName(PathOf(path))!;
            folder.Length > root.Length && !Directory.EnumerateFileSystemEntries(folder).Any();
            folder = Path.GetDirectoryName(folder)!
        )
        {
            Directory.Delete(folder); // a file may be of that name next
        }
    }

    private string PathOf(string path) => Path.Combine(root, path.Replace('/', Path.DirectorySeparatorChar));
}
