using Blog.Data.Posts.Files;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Backups.HaloMarkdown;

/// <summary>Turns files into posts.</summary>
internal sealed class HaloMarkdownPosts(PostFolder folder, BackupReading reading)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private bool _hasDates;
    private bool _isOfPlugin;

    /// <summary>Takes a file with a head.</summary>
    /// <param name="name">Its path below the export.</param>
    public void Add(string name, HaloHead head)
    {
        var address = AddressOf(head.Text("permalink") ?? head.Text("url"));
        var date = DateOf(head.Text("date"));
        _hasDates |= date is not null;
        _isOfPlugin |= head.IsOfPlugin;
        var others = new FrontMatterMap();
        if (head.Text("auther") is { } author)
        {
            others.Set("author", new FrontMatterValue.Text(author));
        }

        Add(
            new BackupPost(PostFolder.IdOf(head.Text("id") ?? address ?? name))
            {
                Title = head.Text("title") ?? "",
                Markdown = head.Body,
                NotPublic = address is null ? "status: unknown" : null,
                Date = date,
                Updated = DateOf(head.Text("updated")),
                Slug = address?.Split('/', '=')[^1] ?? "",
                Categories = [.. head.List("categories").Select(category => (IReadOnlyList<string>)[category])],
                Tags = head.List("tags"),
                Description = head.Text("excerpt"),
                Cover = head.Text("cover"),
                Addresses = address is null ? [] : [address],
                OtherFields = others,
            }
        );
    }

    /// <summary>Takes a text of the stock editor, of which the plugin writes nothing but the text.</summary>
    /// <param name="name">Its path below the export.</param>
    public void AddHtml(string name, string html)
    {
        var text = HaloText.Of(html, isMarkdown: false);
        Add(
            new BackupPost(PostFolder.IdOf(name))
            {
                Title = Path.GetFileNameWithoutExtension(name),
                Markdown = text.Markdown,
                Original = text.Original,
                Limit = text.Limit,
                NotPublic = "status: unknown",
            }
        );
    }

    /// <summary>Says what the export does not.</summary>
    public void End()
    {
        if (folder.Count > 0)
        {
            folder.Note(
                _isOfPlugin
                    ? "Halo's Markdown export does not say which posts were private, withdrawn or in the trash, and has no drafts and "
                        + "pages, comments and pictures: before importing, look through the posts; the full backup has all of it"
                    : "Halo's Markdown export does not say which posts were drafts, private, protected or in the trash: "
                        + "before importing, look through the posts; the data export (JSON) has all of it"
            );
        }

        if (_hasDates && reading.Zone is null)
        {
            folder.Note(HaloZone.Note);
        }
    }

    /// <summary>A name that occurs twice is no id.</summary>
    private void Add(BackupPost post)
    {
        var id = post.Id;
        for (var number = 2; !_ids.Add(id); number++)
        {
            id = string.Create(CultureInfo.InvariantCulture, $"{post.Id}-{number}");
        }

        folder.Add(post with { Id = id }, "");
    }

    private DateTimeOffset? DateOf(string? written) =>
        written is not null && PostFileDate.TryParse(written, HaloZone.Of(reading.Zone), out var date, out _) ? date : null;

    /// <summary>A path, perhaps behind the address of the site.</summary>
    private static string? AddressOf(string? written)
    {
        var link =
            Uri.TryCreate(written, UriKind.Absolute, out var url) && url.Scheme.StartsWith("http", StringComparison.Ordinal)
                ? url.PathAndQuery
                : written;
        return link is { Length: > 1 } && link[0] == '/' ? Uri.UnescapeDataString(link) : null;
    }
}
