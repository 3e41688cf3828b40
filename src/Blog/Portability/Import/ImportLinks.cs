using System.Net;
using Blog.Data.Posts.Files;
using Blog.Data.Posts.Writing;
using Blog.Images.Attachments;
using Blog.Portability.Import.Backups;
using Blog.Portability.Import.Kept;
using Blog.Portability.Import.Links;
using Blog.Portability.Import.OldSites;
using Blog.Portability.Import.Sources;
using Blog.Rendering;
using Blog.Rendering.Html;

namespace Blog.Portability.Import;

/// <summary>The links and images of all posts: what they mean, and their new addresses.</summary>
internal sealed class ImportLinks
{
    private const int ItemsPerTask = 50;

    private static readonly HashSet<string> ImageExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".png",
        ".jpg",
        ".jpeg",
        ".jfif",
        ".gif",
        ".webp",
        ".avif",
        ".svg",
    };

    private readonly SourceFolder _folder;
    private readonly SourceFinder _finder;
    private readonly LinkResolver _resolver;
    private readonly PostNames _names;
    private readonly KeptFiles _kept;
    private readonly bool _hasFilesBeside;
    private readonly Dictionary<ImportItem, LinkPlace> _places = [];
    private Dictionary<string, ImportItem> _byPath = [];

    /// <param name="names">The Markdown files of the folder.</param>
    /// <param name="site">The site that was made of the folder; null for none.</param>
    /// <param name="kept">Keeps the files that are no images.</param>
    public ImportLinks(SourceFolder folder, PostNames names, OldSite? site, KeptFiles kept)
    {
        (_folder, _names, _kept, Root) = (folder, names, kept, site?.Root ?? "");
        _hasFilesBeside = site is not BackupSite; // whose texts are ours
        _finder = new SourceFinder(folder, Root);
        _resolver = new LinkResolver(
            _finder,
            site?.Host is not { } host ? []
                : host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? [host, host["www.".Length..]]
                : [host, "www." + host],
            Root
        );
    }

    /// <summary>The path under which the old site was published; empty for the root of its host.</summary>
    public string Root { get; }

    /// <summary>Finds the file of an address that looks like one of this blog; null if it is here, or is none.</summary>
    public Func<string, FoundFile?> FindOwn { get; set; } = _ => null;

    /// <summary>Whether an address is that of an image which is here and stays.</summary>
    public Func<string, bool> IsHere { get; set; } = _ => false;

    /// <summary>Finds the images of all posts. A post's address is known by then, where it had one.</summary>
    public void FindImages(IReadOnlyList<ImportItem> items)
    {
        foreach (var item in items)
        {
            _places[item] = LinkPlace.Of(item.File, item.Post, Root);
            if (_hasFilesBeside)
            {
                _finder.Add(_places[item]);
            }
        }

        // Most of the work, and of each text by itself; the rest asks one folder after the other.
        Parallel.ForEach(items.Chunk(ItemsPerTask), chunk => ForEach(chunk, item => item.Links = Shared(MarkdownLinks.FindAll(item.Text))));
        ForEach(items.Where(item => item.Entry is null), FindImages);
    }

    /// <summary>Finds what all other addresses mean, once the posts have their new addresses; keeps the files.</summary>
    public void FindTargets(IReadOnlyList<ImportItem> items)
    {
        _byPath = items.ToDictionary(item => item.File.Path, StringComparer.Ordinal);
        var posts = new LinkedPosts(_folder, _names);
        foreach (var item in items.Where(item => item.Address != default))
        {
            var old = item.Post.Aliases.Prepend(item.Post.Address ?? item.Address.Value);
            posts.Add(item.File.Path, old.Append(item.Address.Value));
        }

        ForEach(items.Where(item => item.Entry is not { Outcome: ImportOutcome.Refused }), item => FindTargets(item, posts));
        _places.Clear();
        _places.TrimExcess();
    }

    /// <summary>Keeps a file that cannot be on the blog.</summary>
    public void Keep(ImportItem item, string url, FoundFile file) =>
        item.Warnings.Add($"file {url} " + _kept.Keep(file.Path!, _folder.NameOf(file.Path!)));

    /// <summary>The new target of a link; null to leave it.</summary>
    /// <param name="images">The new paths of images, by address as written.</param>
    public string? AddressOf(ImportItem item, MarkdownLink link, Dictionary<string, string> images)
    {
        if (images.TryGetValue(link.Url, out var image))
        {
            return image;
        }

        if (link.IsImage)
        {
            return link.IsLoose && UrlPolicy.IsRemote(link.Url) && !link.Url.Any(char.IsWhiteSpace) ? link.Url : null;
        }

        if (item.Targets.GetValueOrDefault(link.Url) is not { } target || Meant(target) is not { } meant || meant.Address == default)
        {
            return null;
        }

        var address = meant.Address.Href + Safe(target.Fragment);
        return address == link.Url ? null
            : link.InHtml ? WebUtility.HtmlEncode(address)
            : address;
    }

    /// <summary>The files that posts use, as absolute paths.</summary>
    public static IEnumerable<string> FilesOf(IEnumerable<ImportItem> items) =>
        items
            .SelectMany(item => item.Images.Values.Concat(item.Targets.Values.Select(target => target.File)))
            .Select(file => file?.Path)
            .OfType<string>();

    private void FindImages(ImportItem item)
    {
        foreach (var (url, written, isImage) in AddressesOf(item).Where(one => one.IsImage || HasMediaName(one.Url)))
        {
            if (IsHere(url))
            {
                continue;
            }

            if (FindOwn(url) is { } own)
            {
                item.Images[url] = own;
                continue;
            }

            var target = _resolver.ImageOf(_places[item], url, written);
            if (target.File is { Path: not null } file && !PostFilePath.IsMarkdown(file.Path))
            {
                item.Images[url] = file;
            }
            else if (isImage)
            {
                item.Targets[url] = target;
            }
        }
    }

    private void FindTargets(ImportItem item, LinkedPosts posts)
    {
        foreach (var (url, written, _) in AddressesOf(item).Where(one => !one.IsImage && !item.Images.ContainsKey(one.Url)))
        {
            var target = item.Targets[url] = _resolver.LinkOf(_places[item], url, written, posts);
            if (target.File is { Path: not null } file)
            {
                Keep(item, url, file);
            }
        }
    }

    /// <summary>An exception affects only its own post.</summary>
    private static void ForEach(IEnumerable<ImportItem> items, Action<ImportItem> work)
    {
        foreach (var item in items)
        {
            try
            {
                work(item);
            }
            catch (Exception unforeseen) when (PostWriter.IsOfOne(unforeseen))
            {
                item.Entry = item.Refused($"its links cannot be read ({unforeseen.GetType().Name}: {unforeseen.Message})", 0);
            }
        }
    }

    /// <summary>The post that an address means; null if it means none.</summary>
    public ImportItem? Meant(LinkTarget target) =>
        (target.Post ?? target.Likely) is { } file && _byPath.TryGetValue(file, out var item) ? item : null;

    /// <summary>With each address in memory once: a text may name one again and again.</summary>
    private static IReadOnlyList<MarkdownLink> Shared(IEnumerable<MarkdownLink> links)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        string One(string text) => known.TryGetValue(text, out var same) ? same : known[text] = text;
        return
        [
            .. links.Select(link =>
                link with
                {
                    Url = One(link.Url),
                    Written = One(link.Written),
                    Alt = One(link.Alt),
                    After = One(link.After),
                }
            ),
        ];
    }

    private static IEnumerable<(string Url, string Written, bool IsImage)> AddressesOf(ImportItem item) =>
        item
            .Links.Where(link => !link.IsLoose || link.IsImage || IsLikelyAddress(link.Url))
            .Select(link => (link.Url, link.Written, link.IsImage))
            .Append((Url: item.Post.Cover ?? "", Written: item.Post.Cover ?? "", IsImage: true))
            .Where(one => one.Url.Length > 0)
            .OrderByDescending(one => one.IsImage)
            .DistinctBy(one => one.Url);

    /// <summary>Words in brackets that stand after others are seldom meant as a link.</summary>
    private static bool IsLikelyAddress(string url) =>
        Path.GetExtension(LocalAddress.WithoutFragment(url)) is { Length: > 1 and <= 9 } || url.Contains('/');

    /// <summary>Whether it may be the address of a file that comes into the media folder: an image, or an attachment.</summary>
    private static bool HasMediaName(string url) =>
        Path.GetExtension(LocalAddress.WithoutFragment(url)) is { Length: > 0 } extension
        && (ImageExtensions.Contains(extension) || AttachmentType.OfExtension(extension) is not null);

    /// <summary>Whether it looks like the address of an image.</summary>
    public static bool HasImageName(string url) => ImageExtensions.Contains(Path.GetExtension(LocalAddress.WithoutFragment(url)));

    /// <summary>A fragment without the characters that end the target of a link.</summary>
    private static string Safe(string fragment) =>
        string.Concat(
            fragment.Select(c => char.IsWhiteSpace(c) || c is '(' or ')' or '<' or '>' ? Uri.HexEscape((char)(c & 0xFF)) : $"{c}")
        );
}
