using System.Security.Cryptography;
using System.Text;
using Blog.Data;
using Blog.Data.Posts.Files;
using Blog.Portability.Import.Comments;
using Blog.Portability.Import.Sources;

namespace Blog.Portability.Import.Backups;

/// <summary>
/// The posts of a backup as files in the form that this blog reads best: each is named by its id, so that a later import recognizes it.
/// What no file holds is kept beside them. It is in the data folder's own place for temporary files, and deleted after the import.
/// </summary>
/// <param name="path">Absolute path of an existing folder.</param>
internal sealed class PostFolder(string path) : IDisposable
{
    /// <summary>Of all texts together, in bytes.</summary>
    public const long MaxBytes = 2L << 30;

    private const int MaxTitle = 200;
    private const int MaxName = 80;
    private const int MaxTags = 50;
    private const int MaxId = 60;
    private const int MaxDepth = 8;
    private const int MaxOther = 8_000;

    private readonly SourceLines _comments = new(Path.Combine(path, SourceLines.FileName));
    private readonly Dictionary<string, BackupText> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _paths = new(StringComparer.Ordinal);
    private readonly List<BackupRefusal> _refusals = [];
    private readonly List<string> _notes = [];
    private long _bytes;

    /// <summary>Absolute path of the folder with the texts; nothing else is in it.</summary>
    public string Texts { get; } = Directory.CreateDirectory(Path.Combine(path, "texts")).FullName;

    /// <summary>Absolute path of the file with the comments and counts, which exists if there are any.</summary>
    public string Comments => Path.Combine(path, SourceLines.FileName);

    public IReadOnlyList<BackupRefusal> Refusals => _refusals;

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Number of posts and pages.</summary>
    public int Count => _texts.Count;

    /// <summary>Path of a post's file below <see cref="Texts"/>, which also tells whose comments are whose.</summary>
    public static string FileOf(string id, bool isPage) => (isPage ? "pages/" : "posts/") + id + ".md";

    /// <summary>An id made of a name of the source: names are mostly short and plain, but nothing makes them so.</summary>
    public static string IdOf(string name) =>
        name.Length is > 0 and <= MaxId && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? name
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..32];

    /// <summary>What is known of a file beside what is in it.</summary>
    public BackupText? Find(string file) => _texts.GetValueOrDefault(file);

    /// <summary>Writes a post. One whose id was there already is refused: a backup may be damaged.</summary>
    /// <param name="root">The path under which the old site was published; empty for the root of its host.</param>
    /// <exception cref="BackupException">There are more texts than an import takes.</exception>
    public void Add(BackupPost post, string root)
    {
        foreach (var one in post.Limit is null ? [post] : UnconvertedText.DraftsOf(post))
        {
            Write(one, root);
        }
    }

    private void Write(BackupPost post, string root)
    {
        var (file, warnings) = (FileOf(post.Id, post.IsPage), post.Warnings.ToList());
        var title = TitleOf(post, warnings);
        var name = $"{Short(title)} #{post.Id}";
        if (_texts.ContainsKey(file))
        {
            _refusals.Add(new BackupRefusal(name, "is in the backup twice: the first one was taken"));
            return;
        }

        if (post.NotPublic is { } reason)
        {
            warnings.Add($"was not public ({reason}): imported as a draft");
        }

        if (post.Doubt is { } doubt)
        {
            warnings.Add(doubt);
        }

        if (post.Limit is { } limit)
        {
            warnings.Add($"{ImportErrorTexts.Of(limit)}: imported as a draft that shows its HTML as it was");
        }
        else if (post.Original.Length > 0 && TextLoss.IsLikely(post.Original, post.Markdown))
        {
            warnings.Add("its text became much shorter: compare it with the original");
        }

        var lacksDate = post is { Date: null, NotPublic: null, IsPage: false };
        if (lacksDate)
        {
            warnings.Add(PostFile.NoDate + ": imported as a draft, so that it does not appear as new");
        }

        var categories = post
            .Categories.Select(names => (IReadOnlyList<string>)[.. names.Select(Clean).Where(one => one.Length > 0).Take(MaxDepth)])
            .Where(names => names.Count > 0)
            .ToList();
        var addresses = post.NotPublic is null ? post.Addresses.Where(IsAddress).Distinct(StringComparer.Ordinal).ToList() : [];
        var address = addresses.Find(one => !one.Contains('?', StringComparison.Ordinal));
        var written = Encoding.UTF8.GetBytes(
            PostFileWriter.WriteVerbatim(
                new PostFile
                {
                    Title = title,
                    Markdown = post.Markdown.ReplaceLineEndings("\n"),
                    BodyLine = 1,
                    Language = post.Language ?? "",
                    IsPage = post.IsPage,
                    IsDraft = lacksDate || post is not { NotPublic: null, Limit: null, Doubt: null },
                    Date = post.Date,
                    Updated = post.Updated,
                    Name = post.Slug.Length > 0 ? TextLengths.Cut(post.Slug, TextLengths.Title) : post.Id,
                    Address = address,
                    Aliases = [.. addresses.Where(one => one != address), .. root.Length == 0 ? [] : addresses.Select(one => root + one)],
                    Category = categories.FirstOrDefault() ?? [],
                    Tags = TagsOf(post, categories, warnings),
                    Author = post.Author is { } author && Clean(author) is { Length: > 0 } byline ? byline : null,
                    Description = post.Description is { Length: > 0 } words ? TextLengths.Cut(words, TextLengths.Line) : null,
                    Cover = post.Cover,
                    IsPinned = post.IsPinned,
                    IsHidden = post.IsHidden,
                    CommentsOpen = post.CommentsOpen,
                    TranslationKey = post.TranslationKey,
                    OtherFields = OtherFieldsOf(post),
                }
            )
        );
        if ((_bytes += written.Length) > MaxBytes)
        {
            throw new BackupException($"the texts of the backup are larger than {MaxBytes >> 30} GB");
        }

        var target = Path.Combine(Texts, file);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllBytes(target, written);
        _texts.Add(file, new BackupText(name, [.. categories.Select(Shared)], warnings.Count == 0 ? [] : warnings));
    }

    /// <summary>Keeps a comment until the posts are imported.</summary>
    public void Add(SourceComment comment) => _comments.Add(comment);

    /// <summary>Keeps a count until the posts are imported.</summary>
    public void Add(SourceCount count) => _comments.Add(count);

    /// <summary>Reports what cannot be imported.</summary>
    public void Refuse(string name, string reason, int line = 0) => _refusals.Add(new BackupRefusal(Short(name), reason, line));

    /// <summary>Says something of the backup as a whole, in English.</summary>
    public void Note(string note) => _notes.Add(note);

    /// <summary>Ends writing, so that what is in the folder can be read.</summary>
    public void Close() => _comments.Dispose();

    public void Dispose()
    {
        _comments.Dispose();
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It only takes space, and goes with the other temporary files.
        }
    }

    /// <summary>Thousands of posts have the same few categories.</summary>
    private IReadOnlyList<string> Shared(IReadOnlyList<string> path)
    {
        var key = string.Join('\n', path);
        return _paths.TryGetValue(key, out var known) ? known : _paths[key] = path;
    }

    private static string TitleOf(BackupPost post, List<string> warnings)
    {
        var title = string.Join(
            ' ',
            string.Concat(post.Title.Select(c => char.IsControl(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );
        if (title.Length == 0)
        {
            title = post.Slug.Length > 0 ? post.Slug : post.Id;
            warnings.Add($"has no title: named '{title}' after its file");
        }

        if (title.Length > MaxTitle)
        {
            warnings.Add($"the title was truncated to {MaxTitle} characters");
        }

        return TextLengths.Cut(title, MaxTitle);
    }

    private static List<string> TagsOf(BackupPost post, List<IReadOnlyList<string>> categories, List<string> warnings)
    {
        var tags = post.Tags.Concat(categories.Skip(1).Select(names => names[^1])).Select(Clean).Where(name => name.Length > 0);
        if (categories.Count > 1)
        {
            var others = string.Join(", ", categories.Skip(1).Select(names => names[^1]));
            warnings.Add($"a post has only one category: {string.Join(" / ", categories[0])} is kept, {others} became tags");
        }

        var distinct = tags.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (distinct.Count > MaxTags)
        {
            warnings.Add($"only the first {MaxTags} of {distinct.Count} tags are kept");
        }

        return [.. distinct.Take(MaxTags)];
    }

    /// <summary>Left out where they are longer than a front matter may be.</summary>
    private static string? OtherFieldsOf(BackupPost post) =>
        PostFileFields.Json(post.OtherFields.ToList()) is { Length: <= MaxOther } json ? json : null;

    private static bool IsAddress(string address) => address.Length is > 1 and <= 400 && address[0] == '/' && !address.Any(char.IsControl);

    private static string Clean(string name) =>
        TextLengths.Cut(new string([.. name.Where(c => !char.IsControl(c))]).Trim(), MaxName).Trim();

    private static string Short(string title) => TextLengths.Shorten(title, MaxName);
}

/// <summary>What is known of a converted text beside what its file says.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="Categories">All its categories.</param>
internal sealed record BackupText(string Name, IReadOnlyList<IReadOnlyList<string>> Categories, IReadOnlyList<string> Warnings);
