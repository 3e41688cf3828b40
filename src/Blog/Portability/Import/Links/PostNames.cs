using System.Text;
using Blog.Data.Posts.Files;
using Blog.Portability.Import.Sources;
using Blog.Rendering.Text;

namespace Blog.Portability.Import.Links;

/// <summary>The Markdown files of a folder by the names that tags and links give them.</summary>
public sealed class PostNames
{
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);

    public PostNames(SourceFolder folder, IReadOnlyList<string> files)
    {
        // A path wins over a short name, whichever file comes first.
        foreach (var names in new Func<string, IEnumerable<string>>[] { file => PathNames(folder, file), ShortNames })
        {
            foreach (var file in files)
            {
                foreach (var name in names(file))
                {
                    _files.TryAdd(Composed(name), file);
                }
            }
        }
    }

    /// <summary>Another file by the name that a tag gives it, with or without folder, date and extension; null if there is none.</summary>
    public string? Find(PostFilePath from, string name)
    {
        var path = Normalize(name.Replace('\\', '/'));
        if (path.Length is 0 or > 500 || path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var nearby = LocalAddress.Resolve("/" + from.Path, path).TrimStart('/');
        return name.StartsWith('/')
            ? _files.GetValueOrDefault(Composed(path))
            : _files.GetValueOrDefault(Composed(nearby)) ?? _files.GetValueOrDefault(Composed(path));
    }

    /// <summary>The paths of a file from the folder, the site and the folder of its posts.</summary>
    private static IEnumerable<string> PathNames(SourceFolder folder, string file)
    {
        foreach (var path in new[] { file, folder.KeyOf(file) })
        {
            yield return Normalize(path);
            yield return Normalize(PostFilePath.Of(path).TranslationName);
            foreach (var start in new[] { "_posts/", "_drafts/", "source/", "content/" })
            {
                if (path.IndexOf(start, StringComparison.Ordinal) is >= 0 and var at)
                {
                    yield return Normalize(path[(at + start.Length)..]);
                    yield return Normalize(PostFilePath.Of(path[(at + start.Length)..]).TranslationName);
                }
            }
        }
    }

    private static IEnumerable<string> ShortNames(string file)
    {
        yield return Normalize(file.Split('/')[^1]);
        yield return PostFilePath.Of(file).Name;
    }

    private static string Composed(string name) => UnicodeNormalization.Of(name, NormalizationForm.FormC);

    private static string Normalize(string path)
    {
        var name = path.Trim().TrimStart('/').TrimEnd('/');
        name =
            PostFilePath.IsMarkdown(name) || name.EndsWith(".html", StringComparison.OrdinalIgnoreCase)
                ? name[..name.LastIndexOf('.')]
                : name;
        return name.EndsWith("/index", StringComparison.Ordinal) ? name[..^"/index".Length] : name;
    }
}
