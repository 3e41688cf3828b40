using System.Net;
using Blog.Portability.Import.Backups.WordPress.Exports;

namespace Blog.Portability.Import.Backups.WordPress;

/// <summary>
/// What the posts of an export refer to and may stand behind them: files, categories, authors, reusable blocks. It holds no texts of posts.
/// </summary>
internal sealed class WordPressIndex
{
    private const int MaxBlocks = 500;

    private readonly Dictionary<TimeSpan, int> _offsets = [];
    private readonly Dictionary<string, Attachment> _attachments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _attached = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _fullSize = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _blocks = new(StringComparer.Ordinal);

    public WxrChannel Channel { get; } = new();

    /// <summary>The entries of the site's menus.</summary>
    public WordPressMenu Menu { get; } = new();

    /// <summary>The offset from UTC that most dates have; null if no date tells.</summary>
    public TimeSpan? UsualOffset => _offsets.Count == 0 ? null : _offsets.MaxBy(one => one.Value).Key;

    /// <summary>Takes an item, and what the file has said of the site so far.</summary>
    public void Add(WxrChannel channel, WxrItem item)
    {
        Take(channel);
        if (WordPressDates.OffsetOf(item.Date, item.DateGmt) is { } offset)
        {
            _offsets[offset] = _offsets.GetValueOrDefault(offset) + 1;
        }

        if (item.Type == "attachment" && (item.AttachmentUrl.Length > 0 ? item.AttachmentUrl : item.Guid) is { Length: > 0 } url)
        {
            var words = item.MetaOf("_wp_attachment_image_alt") ?? "";
            _attachments.TryAdd(item.Id, new Attachment(url, words, item.Excerpt, item.Link));
            _fullSize.TryAdd(PathOf(url), url);
            if (item.Parent is { Length: > 0 } and not "0")
            {
                if (!_attached.TryGetValue(item.Parent, out var ids))
                {
                    _attached[item.Parent] = ids = [];
                }

                ids.Add(item.Id);
            }
        }
        else if (item.Type is "nav_menu_item" or "page" or "post")
        {
            Menu.Add(item);
        }
        else if (item.Type == "wp_block" && _blocks.Count < MaxBlocks && item.Status == "publish")
        {
            _blocks.TryAdd(item.Id, item.Content);
        }
    }

    /// <summary>Forgets what only posts refer to; what the site as a whole needs stays.</summary>
    public void ForgetFiles()
    {
        _attachments.Clear();
        _attachments.TrimExcess();
        _attached.Clear();
        _attached.TrimExcess();
        _fullSize.Clear();
        _fullSize.TrimExcess();
        _blocks.Clear();
        Menu.Forget();
    }

    public Attachment? AttachmentOf(string id) => _attachments.GetValueOrDefault(id);

    /// <summary>The ids of the files that were uploaded for a post, in the order of the export.</summary>
    public IReadOnlyList<string> AttachedTo(string id) => _attached.GetValueOrDefault(id) ?? [];

    /// <summary>The content of a reusable block; null if it is not there or not public.</summary>
    public string? BlockOf(string id) => _blocks.GetValueOrDefault(id);

    /// <summary>
    /// The address of the whole picture where an address names a smaller copy that WordPress made (<c>a-300x200.jpg</c>,
    /// <c>a-scaled.jpg</c>); else the address as it is.
    /// </summary>
    public string FullSize(string url)
    {
        var own = WordPressNames.WithoutProxy(url);
        var path = PathOf(own);
        var whole = WordPressNames.WithoutSize(path);
        return _fullSize.TryGetValue(path, out var exact) ? exact
            : whole != path && _fullSize.TryGetValue(whole, out var full) ? full
            : own;
    }

    /// <summary>The names of a category from the top level down.</summary>
    /// <param name="slug">As it stands in the export.</param>
    public IReadOnlyList<string> PathOfCategory(string slug, string name)
    {
        var names = new List<string> { WebUtility.HtmlDecode(name) };
        var seen = new HashSet<string>(StringComparer.Ordinal) { slug };
        var parent = Channel.Categories.GetValueOrDefault(slug).Parent;
        while (parent is { Length: > 0 } && seen.Add(parent) && Channel.Categories.TryGetValue(parent, out var above))
        {
            names.Insert(0, WebUtility.HtmlDecode(above.Name));
            parent = above.Parent;
        }

        return names;
    }

    /// <summary>The slugs of a category from the top level down, decoded.</summary>
    public IReadOnlyList<string> SlugsOfCategory(string slug)
    {
        var slugs = new List<string> { Uri.UnescapeDataString(slug) };
        var seen = new HashSet<string>(StringComparer.Ordinal) { slug };
        var parent = Channel.Categories.GetValueOrDefault(slug).Parent;
        while (parent is { Length: > 0 } && seen.Add(parent))
        {
            slugs.Insert(0, Uri.UnescapeDataString(parent));
            parent = Channel.Categories.GetValueOrDefault(parent).Parent;
        }

        return slugs;
    }

    private void Take(WxrChannel channel)
    {
        Channel.Title = channel.Title.Length > 0 ? channel.Title : Channel.Title;
        Channel.Link = channel.Link.Length > 0 ? channel.Link : Channel.Link;
        Channel.Description = channel.Description.Length > 0 ? channel.Description : Channel.Description;
        Channel.Language = channel.Language.Length > 0 ? channel.Language : Channel.Language;
        Channel.BlogUrl = channel.BlogUrl.Length > 0 ? channel.BlogUrl : Channel.BlogUrl;
        Merge(channel.Authors, Channel.Authors);
        Merge(channel.AuthorIds, Channel.AuthorIds);
        Merge(channel.Categories, Channel.Categories);
        Merge(channel.TermSlugs, Channel.TermSlugs);
        Merge(channel.Tags, Channel.Tags);
    }

    /// <summary>What the file said is taken over and forgotten there, so that it is not looked at for each item.</summary>
    private static void Merge<T>(Dictionary<string, T> from, Dictionary<string, T> to)
    {
        foreach (var (key, value) in from)
        {
            to.TryAdd(key, value);
        }

        from.Clear();
    }

    private static string PathOf(string url)
    {
        var end = url.IndexOfAny(['?', '#']);
        var whole = end < 0 ? url : url[..end];
        var host = whole.IndexOf("//", StringComparison.Ordinal);
        var start = host < 0 ? 0 : whole.IndexOf('/', host + 2);
        return start < 0 ? "/" : Uri.UnescapeDataString(whole[start..]);
    }
}

/// <summary>An uploaded file.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Alt">What it shows, in words.</param>
/// <param name="Caption">What stands below it, in HTML.</param>
/// <param name="Page">Address of the page that showed it.</param>
internal sealed record Attachment(string Url, string Alt, string Caption, string Page)
{
    public bool IsPicture => Has(".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".bmp", ".svg");

    public bool IsSound => Has(".mp3", ".m4a", ".ogg", ".oga", ".wav", ".flac");

    public bool IsFilm => Has(".mp4", ".m4v", ".webm", ".ogv", ".mov");

    private bool Has(params ReadOnlySpan<string> extensions)
    {
        foreach (var extension in extensions)
        {
            if (Url.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
