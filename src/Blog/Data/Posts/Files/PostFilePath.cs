using System.Text.RegularExpressions;

namespace Blog.Data.Posts.Files;

/// <summary>Information taken from a file's path: name, language, date, draft, bundle.</summary>
public sealed partial record PostFilePath
{
    /// <summary>
    /// Language codes that a file name or folder may end in; a name such as <c>node.js.md</c> must not be mistaken for one.
    /// </summary>
    private static readonly HashSet<string> Languages = new(StringComparer.OrdinalIgnoreCase)
    {
        "zh",
        "zh-cn",
        "zh-hans",
        "zh-hans-cn",
        "zh-sg",
        "zh-tw",
        "zh-hk",
        "zh-hant",
        "cn",
        "en",
        "en-us",
        "en-gb",
        "ja",
        "ja-jp",
        "ko",
        "ko-kr",
        "fr",
        "fr-fr",
        "de",
        "de-de",
        "es",
        "es-es",
        "pt",
        "pt-br",
        "it",
        "ru",
        "vi",
        "nl",
        "pl",
        "uk",
    };

    /// <summary>Path relative to the imported folder, with forward slashes; identifies the file to the import.</summary>
    public required string Path { get; init; }

    /// <summary>The name without folder, extension, date and language; for a bundle, the folder's name.</summary>
    public required string Name { get; init; }

    /// <summary>Language from a suffix or folder; null if the path has none.</summary>
    public string? Language { get; init; }

    /// <summary>The date in the name, as written; null if there is none.</summary>
    public string? Date { get; init; }

    /// <summary>True for <c>name/index.md</c>, whose folder contains its images.</summary>
    public bool IsBundle { get; init; }

    /// <summary>True below a <c>_drafts</c> folder.</summary>
    public bool IsDraft { get; init; }

    /// <summary>True below Hexo's <c>source</c>, but not in <c>_posts</c> or <c>_drafts</c>.</summary>
    public bool IsHexoPage { get; init; }

    /// <summary>True directly in Hugo's <c>content</c> folder.</summary>
    public bool IsHugoRoot { get; init; }

    /// <summary>True below Jekyll's or Hexo's <c>_posts</c> with a date in the name.</summary>
    public bool IsDatedPost { get; init; }

    /// <summary>The path without the language: files with the same path are translations of each other.</summary>
    public required string TranslationName { get; init; }

    /// <summary>Folder of the file, relative to the imported one; empty at the root.</summary>
    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";

    /// <summary>Hexo's asset folder for the post's images.</summary>
    public string AssetFolder => Path[..Path.LastIndexOf('.')];

    /// <summary>Whether the file is a Markdown file.</summary>
    public static bool IsMarkdown(string path) =>
        System.IO.Path.GetExtension(path).ToLowerInvariant() is ".md" or ".markdown" or ".mdown" or ".mkd";

    /// <summary>Parses a path.</summary>
    /// <param name="path">Relative to the imported folder, with forward slashes and an extension.</param>
    public static PostFilePath Of(string path)
    {
        var segments = path.Split('/');
        var folders = segments[..^1];
        var stem = System.IO.Path.GetFileNameWithoutExtension(segments[^1]);
        var language = Suffix(ref stem);
        var isBundle = folders.Length > 0 && stem is "index";
        var named = isBundle ? folders[^1] : stem;
        var dated = DatedName().Match(named);

        var languageFolder = language is null ? LanguageFolder(folders) : -1;
        var neutral = folders.Where((_, at) => at != languageFolder);
        var source = Array.IndexOf(folders, "source");
        return new PostFilePath
        {
            Path = path,
            Name = dated.Success ? dated.Groups["name"].Value : named,
            Date = dated.Success ? dated.Groups["date"].Value : null,
            Language = language ?? (languageFolder < 0 ? null : folders[languageFolder]),
            IsBundle = isBundle,
            IsDraft = folders.Contains("_drafts"),
            IsHexoPage = source >= 0 && !folders[source..].Any(folder => folder is "_posts" or "_drafts"),
            IsHugoRoot = folders is [.., "content"] || (isBundle && folders is [.., "content", _]),
            IsDatedPost = dated.Success && folders.Contains("_posts"),
            TranslationName = string.Join('/', [.. neutral, stem]),
        };
    }

    private static string? Suffix(ref string stem)
    {
        var dot = stem.LastIndexOf('.');
        if (dot <= 0 || !Languages.Contains(stem[(dot + 1)..].Replace('_', '-')))
        {
            return null;
        }

        var language = stem[(dot + 1)..];
        stem = stem[..dot];
        return language;
    }

    private static int LanguageFolder(string[] folders)
    {
        var content = Array.IndexOf(folders, "content");
        return folders.Length > content + 1 && Languages.Contains(folders[content + 1].Replace('_', '-')) ? content + 1 : -1;
    }

    [GeneratedRegex(
        @"^(?<date>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})[-_ ]+(?<name>.+)$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex DatedName();
}
