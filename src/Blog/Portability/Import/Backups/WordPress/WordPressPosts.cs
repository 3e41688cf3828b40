using System.Net;
using Blog.Data.Comments;
using Blog.Portability.Import.Backups.WordPress.Exports;
using Blog.Portability.Import.Comments;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Backups.WordPress;

/// <summary>Turns the items of an export into posts and comments, one after the other.</summary>
/// <param name="root">The path under which the site was published; empty for the root of its host.</param>
internal sealed class WordPressPosts(WordPressIndex index, string root, PostFolder folder, BackupReading reading)
{
    private const int MaxNamed = 10;

    /// <summary>What the program keeps as items although no reader ever saw it as a page.</summary>
    private static readonly HashSet<string> Internal = new(StringComparer.Ordinal)
    {
        "attachment",
        "revision",
        "nav_menu_item",
        "wp_block",
        "wp_template",
        "wp_template_part",
        "wp_navigation",
        "wp_global_styles",
        "wp_font_family",
        "wp_font_face",
        "custom_css",
        "customize_changeset",
        "oembed_cache",
        "user_request",
    };

    private readonly SortedDictionary<string, int> _left = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<string>> _unknown = new(StringComparer.Ordinal);

    /// <summary>Takes an item; the site learns of the lists that it was in.</summary>
    public void Add(WxrItem item, WordPressSite site)
    {
        if (item.Type is not ("post" or "page") || item.Status is "auto-draft" or "inherit")
        {
            if (item.Type.Length > 0 && !Internal.Contains(item.Type) && item.Status is not "auto-draft")
            {
                _left[item.Type] = _left.GetValueOrDefault(item.Type) + 1;
            }

            return;
        }

        var name = WordPressText.PlainOf(item.Title) is { Length: > 0 } title ? title : item.Link;
        if (item.Id.Length is 0 or > 20 || !item.Id.All(char.IsAsciiDigit))
        {
            folder.Refuse(name, "has no id", item.Line);
            return;
        }

        if (item.IsTooLong)
        {
            folder.Refuse($"{name} #{item.Id}", $"its text is longer than {WxrReader.MaxText >> 20} MB", item.Line);
            return;
        }

        site.Add(item);
        var body = WordPressText.Convert(item, index);
        foreach (var shortcode in body.Unknown)
        {
            if (!_unknown.TryGetValue(shortcode, out var posts))
            {
                _unknown[shortcode] = posts = [];
            }

            posts.Add($"{name} #{item.Id}");
        }

        folder.Add(PostOf(item, body), root);
        Count(item);
    }

    /// <summary>Takes a comment, for an item whose own fields were read by then.</summary>
    public void Add(WxrItem item, WxrComment comment)
    {
        if (item.Type is "post" or "page" && comment.Type is "" or "comment" or "pingback" or "trackback" && comment.Id.Length > 0)
        {
            folder.Add(
                new SourceComment(comment.Id)
                {
                    PostKey = PostFolder.FileOf(item.Id, item.Type == "page"),
                    PageTitle = WebUtility.HtmlDecode(item.Title),
                    Parent = comment.Parent is "" or "0" ? null : comment.Parent,
                    Name = WebUtility.HtmlDecode(comment.Author),
                    Email = comment.Email,
                    Website = comment.Url,
                    Ip = comment.Ip,
                    Text = comment.Content,
                    Format = CommentFormat.HtmlLines,
                    Kind = comment.Type is "pingback" or "trackback" ? CommentKind.Pingback : CommentKind.Comment,
                    State = comment.Approved switch
                    {
                        "1" => CommentState.Approved,
                        "spam" => CommentState.Spam,
                        "trash" or "post-trashed" => CommentState.Trash,
                        _ => CommentState.Waiting,
                    },
                    At = WordPressDates.Of(comment.Date, comment.DateGmt, OffsetOf),
                    ByAuthor = comment.UserId is not ("" or "0"),
                }
            );
        }
    }

    /// <summary>Says what was left out.</summary>
    public void End()
    {
        foreach (var (type, count) in _left)
        {
            folder.Note(
                string.Create(CultureInfo.InvariantCulture, $"left out: {count} items of the kind '{type}', which only a plugin knows")
            );
        }

        foreach (var (name, posts) in _unknown)
        {
            var more = posts.Count - MaxNamed;
            folder.Note(
                $"unknown tag '{name}': only its text was kept in {string.Join(", ", posts.Take(MaxNamed))}"
                    + (more > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {more} more") : "")
            );
        }
    }

    private BackupPost PostOf(WxrItem item, WordPressBody body)
    {
        var date = WordPressDates.Of(item.Date, item.DateGmt, OffsetOf);
        var hidden = NotPublicOf(item, date);
        return new BackupPost(item.Id)
        {
            Title = WordPressText.PlainOf(item.Title),
            Markdown = body.Markdown,
            Original = item.Content,
            Limit = body.Refusal,
            IsPage = item.Type == "page",
            NotPublic = hidden,
            Date = date,
            Updated = WordPressDates.Of(item.Modified, item.ModifiedGmt, OffsetOf),
            Slug = Uri.UnescapeDataString(item.Name),
            Categories = CategoriesOf(item),
            Tags = [.. item.Terms.Where(term => term.Domain is "post_tag" or "tag").Select(term => WebUtility.HtmlDecode(term.Name))],
            Author = index.Channel.Authors.GetValueOrDefault(item.Creator) is { Length: > 0 } author ? WebUtility.HtmlDecode(author) : null,
            Description = DescriptionOf(item),
            Cover = item.MetaOf("_thumbnail_id") is { } id ? index.AttachmentOf(id)?.Url : null,
            IsPinned = item.IsSticky,
            CommentsOpen = item.CommentStatus is not "closed",
            Addresses = hidden is null ? AddressesOf(item, body.Pages) : [],
            OtherFields = OtherFieldsOf(item),
            Warnings = body.Warnings,
        };
    }

    private string? NotPublicOf(WxrItem item, DateTimeOffset? date) =>
        item.Password.Length > 0 ? "visibility: password"
        : item.Status == "publish" ? null
        : item.Status == "future" && date > reading.Now ? null
        : $"status: {(item.Status.Length > 0 ? item.Status : "unknown")}";

    /// <summary>Its address, by number, under its former slugs, and each of its pages.</summary>
    private List<string> AddressesOf(WxrItem item, int pages)
    {
        var addresses = new List<string>();
        if (WordPressNames.AddressOf(item.Link, root) is { } address)
        {
            addresses.Add(address);
            var slug = Uri.UnescapeDataString(item.Name);
            foreach (var (_, old) in item.Meta.Where(one => one.Key == "_wp_old_slug" && one.Value.Length > 0))
            {
                if (slug.Length > 0 && address.LastIndexOf(slug, StringComparison.Ordinal) is >= 0 and var at)
                {
                    addresses.Add(address[..at] + Uri.UnescapeDataString(old) + address[(at + slug.Length)..]);
                }
            }

            for (var page = 2; page <= pages; page++)
            {
                addresses.Add(string.Create(CultureInfo.InvariantCulture, $"{address.TrimEnd('/')}/{page}/"));
            }
        }

        addresses.Add("/?p=" + item.Id);
        foreach (var id in index.AttachedTo(item.Id))
        {
            // The page of an upload showed it below the post that it was made for.
            addresses.Add("/?attachment_id=" + id);
            if (index.AttachmentOf(id) is { } file && WordPressNames.AddressOf(file.Page, root) is { } page)
            {
                addresses.Add(page);
            }
        }

        if (item.Type == "page")
        {
            addresses.Add("/?page_id=" + item.Id);
        }

        return addresses;
    }

    private List<IReadOnlyList<string>> CategoriesOf(WxrItem item)
    {
        var main = item.MetaOf("_yoast_wpseo_primary_category") is { } id ? index.Channel.TermSlugs.GetValueOrDefault(id) : null;
        var terms = item.Terms.Where(term => term.Domain == "category" && term.Name.Length > 0).OrderBy(term => term.Slug != main).ToList();

        // The category that a post has when nobody chose one says nothing beside another.
        var chosen = terms.Where(term => term.Slug != "uncategorized").ToList();
        return [.. (chosen.Count > 0 ? chosen : terms).Select(term => index.PathOfCategory(term.Slug, term.Name))];
    }

    private static string? DescriptionOf(WxrItem item) =>
        new[]
        {
            item.MetaOf("_yoast_wpseo_metadesc"),
            item.MetaOf("rank_math_description"),
            item.MetaOf("_aioseo_description"),
            item.Excerpt,
        }
            .OfType<string>()
            .Where(words => !words.Contains("%%", StringComparison.Ordinal)) // a pattern of a plugin
            .Select(WordPressText.PlainOf)
            .FirstOrDefault(words => words.Length > 0);

    private static FrontMatterMap OtherFieldsOf(WxrItem item)
    {
        var fields = new FrontMatterMap();
        if (item.Terms.Find(term => term.Domain == "post_format") is { } format)
        {
            fields.Set("format", new FrontMatterValue.Text(format.Slug.Replace("post-format-", "", StringComparison.Ordinal)));
        }

        fields.Set("wordpress_id", new FrontMatterValue.Text(item.Id));
        return fields;
    }

    /// <summary>How often it was read, where a plugin counted.</summary>
    private void Count(WxrItem item)
    {
        var written = item.MetaOf("views") ?? item.MetaOf("post_views_count");
        if (long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var views) && views > 0)
        {
            folder.Add(new SourceCount { PostKey = PostFolder.FileOf(item.Id, item.Type == "page"), Views = views });
        }
    }

    private TimeSpan OffsetOf(DateTime local) => reading.Zone?.GetUtcOffset(local) ?? index.UsualOffset ?? TimeSpan.Zero;
}
