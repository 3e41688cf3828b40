using System.Text;
using System.Text.RegularExpressions;
using Blog.Data.Posts.Files;

namespace Blog.Portability.Import.Sources;

/// <summary>Finds the images in a folder that a post names, by a pattern or as a whole. Links are not followed.</summary>
internal static class SourceImages
{
    private const int MaxImages = 500;
    private const int MaxPattern = 500;
    private const int MaxFiles = 10_000;

    private static readonly string[] ThumbnailEnds = ["-thumb", "_thumb", ".thumb"];

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".svg",
        ".avif",
    };

    /// <summary>Addresses in the order of the names, relative or root-relative as the pattern is; empty if there are none.</summary>
    /// <param name="pattern">A folder, or a path with <c>*</c>, <c>**</c>, <c>?</c> or <c>{a,b}</c>.</param>
    public static IReadOnlyList<string> Find(SourceFolder site, PostFilePath post, string pattern)
    {
        var path = pattern.Trim().Replace('\\', '/');
        path = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        if (
            path.Length is 0 or > MaxPattern
            || path.Contains("://", StringComparison.Ordinal)
            || path.Contains("/..", StringComparison.Ordinal)
            || path.Contains('\0', StringComparison.Ordinal)
        )
        {
            return [];
        }

        var segments = path.TrimEnd('/').Split('/');
        var fixedSegments = segments.TakeWhile(segment => !segment.AsSpan().ContainsAny('*', '?', '{')).ToList();
        var glob = string.Join('/', segments.Skip(fixedSegments.Count));
        var start = string.Join('/', fixedSegments);
        if (site.FindFolder(post, start.Length == 0 && path.StartsWith('/') ? "/" : start) is not { } folder)
        {
            return [];
        }

        var names = new List<string>();
        Add(folder, "", glob.Contains("**", StringComparison.Ordinal) ? int.MaxValue : glob.Count(c => c == '/'), names);
        var wanted = new Regex($"^{Expression(glob.Length == 0 ? "*" : glob)}$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase);
        var images = names.Where(name => Extensions.Contains(Path.GetExtension(name)) && wanted.IsMatch(name)).ToList();
        var all = images.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. images
                .Where(name => !IsThumbnail(name, all))
                .Order(StringComparer.OrdinalIgnoreCase)
                .Take(MaxImages)
                .Select(name => (start.Length == 0 && !path.StartsWith('/') ? "" : start + "/") + name),
        ];
    }

    /// <summary>Galleries keep a small picture beside each large one.</summary>
    private static bool IsThumbnail(string name, HashSet<string> all)
    {
        var (stem, extension) = (Path.ChangeExtension(name, null), Path.GetExtension(name));
        return ThumbnailEnds.Any(end =>
            stem.EndsWith(end, StringComparison.OrdinalIgnoreCase) && all.Contains(stem[..^end.Length] + extension)
        );
    }

    private static void Add(string folder, string below, int depth, List<string> names)
    {
        FileSystemInfo[] entries;
        try
        {
            entries = new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return;
        }

        foreach (var entry in entries.Where(entry => entry.LinkTarget is null && entry.Name[0] != '.'))
        {
            if (entry is FileInfo)
            {
                names.Add(below + entry.Name);
            }
            else if (depth > 0 && below.Length < MaxPattern && names.Count < MaxFiles)
            {
                Add(entry.FullName, below + entry.Name + "/", depth == int.MaxValue ? depth : depth - 1, names);
            }
        }
    }

    private static string Expression(string glob)
    {
        var (expression, depth) = (new StringBuilder(), 0);
        for (var at = 0; at < glob.Length; at++)
        {
            var isDeep = glob[at] == '*' && at + 1 < glob.Length && glob[at + 1] == '*';
            switch (glob[at])
            {
                case '*' when isDeep && at + 2 < glob.Length && glob[at + 2] == '/':
                    expression.Append("(.*/)?");
                    at += 2;
                    break;
                case '*' when isDeep:
                    expression.Append(".*");
                    at++;
                    break;
                case '*':
                    expression.Append("[^/]*");
                    break;
                case '?':
                    expression.Append("[^/]");
                    break;
                case '{':
                    expression.Append("(?:");
                    depth++;
                    break;
                case '}' when depth > 0:
                    expression.Append(')');
                    depth--;
                    break;
                case ',' when depth > 0:
                    expression.Append('|');
                    break;
                default:
                    expression.Append(Regex.Escape(glob[at].ToString()));
                    break;
            }
        }

        return expression.Append(')', depth).ToString();
    }
}
