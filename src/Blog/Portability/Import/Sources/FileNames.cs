using System.Text;
using Blog.Rendering.Text;

namespace Blog.Portability.Import.Sources;

/// <summary>
/// Finds files whose names are spelled differently from a path: in another Unicode form (macOS decomposes names), letter case, or width of
/// brackets and blanks. Folder by folder, and never through symbolic links.
/// </summary>
internal sealed class FileNames
{
    private const int MostAtOnce = 50;

    /// <summary>What makes two names equal, the strictest first.</summary>
    private static readonly Func<string, string>[] Folds =
    [
        name => UnicodeNormalization.Of(name, NormalizationForm.FormC),
        name => UnicodeNormalization.Of(name, NormalizationForm.FormC).ToLowerInvariant(),
        name =>
            string.Join(
                ' ',
                UnicodeNormalization
                    .Of(name, NormalizationForm.FormKC)
                    .ToLowerInvariant()
                    .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            ),
    ];

    private readonly Dictionary<string, FolderNames> _folders = new(StringComparer.Ordinal);

    /// <summary>The files that a path may mean; none, one, or several that fit equally well.</summary>
    /// <param name="root">Absolute path of a folder.</param>
    /// <param name="path">Absolute path below it.</param>
    public IReadOnlyList<string> Find(string root, string path)
    {
        var found = new List<string> { root };
        foreach (var segment in Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar))
        {
            found = [.. found.SelectMany(folder => Matches(folder, segment)).Take(MostAtOnce)];
        }

        return [.. found.Where(file => new FileInfo(file) is { Exists: true, Length: > 0 })];
    }

    private IEnumerable<string> Matches(string folder, string name) => NamesIn(folder).Like(name).Select(one => Path.Combine(folder, one));

    private FolderNames NamesIn(string folder)
    {
        if (!_folders.TryGetValue(folder, out var names))
        {
            try
            {
                names = new FolderNames(
                    new DirectoryInfo(folder)
                        .EnumerateFileSystemInfos()
                        .Where(entry => entry.LinkTarget is null)
                        .Select(entry => entry.Name)
                );
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                names = new FolderNames([]); // or a file
            }

            _folders[folder] = names;
        }

        return names;
    }

    /// <summary>The names in one folder. A folder of ten thousand posts is asked for ten thousand links.</summary>
    private sealed class FolderNames
    {
        private readonly HashSet<string> _names;
        private readonly Lazy<ILookup<string, string>>[] _folded;

        public FolderNames(IEnumerable<string> names)
        {
            _names = names.ToHashSet(StringComparer.Ordinal);
            _folded = [.. Folds.Select(fold => new Lazy<ILookup<string, string>>(() => _names.ToLookup(fold, StringComparer.Ordinal)))];
        }

        /// <summary>The name itself, or else those that are equal by the strictest rule that finds any.</summary>
        public List<string> Like(string name)
        {
            if (_names.Contains(name))
            {
                return [name];
            }

            foreach (var (fold, folded) in Folds.Zip(_folded))
            {
                var same = folded.Value[fold(name)].Order(StringComparer.Ordinal).ToList();
                if (same.Count > 0)
                {
                    return same;
                }
            }

            return [];
        }
    }
}
