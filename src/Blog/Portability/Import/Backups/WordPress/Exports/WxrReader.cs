using System.Xml;

namespace Blog.Portability.Import.Backups.WordPress.Exports;

/// <summary>
/// Reads an export item by item, so that memory does not grow with it. Elements are known by their local names, since the namespaces differ
/// between versions (<c>http://wordpress.org/export/1.0/</c> to <c>1.2/</c>, also with https). No document type, entity or outside file is
/// read (security.md B6).
/// </summary>
/// <remarks>Source: wp-admin/includes/export.php of WordPress/WordPress.</remarks>
internal sealed class WxrReader : IDisposable
{
    /// <summary>A text that is longer is not read, in characters; a post may have 512 KB.</summary>
    public const int MaxText = 2 << 20;

    private const int MaxTerms = 500;

    private readonly WxrXml _xml;
    private readonly bool _withContent;

    /// <param name="withContent">False to leave texts and comments unread.</param>
    public WxrReader(string path, bool withContent) => (_xml, _withContent) = (new WxrXml(path), withContent);

    public WxrChannel Channel { get; } = new();

    /// <summary>Gets each comment as it is read, with its item as far as that was read.</summary>
    public Action<WxrItem, WxrComment>? OnComment { get; init; }

    /// <summary>1-based.</summary>
    public int Line => _xml.Line;

    public void Dispose() => _xml.Dispose();

    /// <summary>The items, in their order; what stands before them is in <see cref="Channel"/> then.</summary>
    /// <exception cref="XmlException">The file is no XML from here on, or holds what is refused.</exception>
    public IEnumerable<WxrItem> Items()
    {
        while (_xml.Next())
        {
            if (!_xml.IsElement || _xml.Name is "rss" or "channel")
            {
                continue;
            }

            switch (_xml.Name)
            {
                case "item":
                    yield return Item();
                    break;
                case "author" or "wp_author":
                    var author = _xml.Fields(["author_id", "author_login", "author_display_name"]);
                    var login = author.GetValueOrDefault("author_login", "");
                    Channel.Authors[login] = author.GetValueOrDefault("author_display_name", "");
                    if (author.GetValueOrDefault("author_id") is { Length: > 0 and < 20 } number && number.All(char.IsAsciiDigit))
                    {
                        Channel.AuthorIds[number] = login;
                    }

                    break;
                case "category"
                    when _xml.Depth == 2 && _xml.Fields(["term_id", "category_nicename", "category_parent", "cat_name"]) is var one:
                    AddCategory(one, "category_nicename", "category_parent", "cat_name");
                    break;
                case "tag" when _xml.Depth == 2 && _xml.Fields(["term_id", "tag_slug"]) is var tag:
                    Channel.Tags[tag.GetValueOrDefault("term_id", "")] = tag.GetValueOrDefault("tag_slug", "");
                    break;
                case "term" when _xml.Fields(["term_id", "term_taxonomy", "term_slug", "term_parent", "term_name"]) is var term:
                    if (term.GetValueOrDefault("term_taxonomy") == "category")
                    {
                        AddCategory(term, "term_slug", "term_parent", "term_name");
                    }

                    break;
                case "title":
                    Channel.Title = _xml.Value();
                    break;
                case "link":
                    Channel.Link = _xml.Value();
                    break;
                case "description":
                    Channel.Description = _xml.Value();
                    break;
                case "language":
                    Channel.Language = _xml.Value();
                    break;
                case "base_blog_url":
                    Channel.BlogUrl = _xml.Value();
                    break;
                default:
                    _xml.Skip();
                    break;
            }
        }
    }

    private void AddCategory(Dictionary<string, string> fields, string slug, string parent, string name)
    {
        if (fields.GetValueOrDefault(slug) is { Length: > 0 } own)
        {
            Channel.Categories.TryAdd(own, (fields.GetValueOrDefault(name, own), fields.GetValueOrDefault(parent, "")));
            if (fields.GetValueOrDefault("term_id") is { Length: > 0 } id)
            {
                Channel.TermSlugs[id] = own;
            }
        }
    }

    private WxrItem Item()
    {
        var item = new WxrItem { Line = Line };
        foreach (var name in _xml.Children())
        {
            switch (name)
            {
                case "title":
                    item.Title = _xml.Value();
                    break;
                case "link":
                    item.Link = _xml.Value();
                    break;
                case "guid":
                    item.Guid = _xml.Value();
                    break;
                case "creator":
                    item.Creator = _xml.Value();
                    break;
                case "encoded" when _xml.IsOfExcerpt:
                    item.Excerpt = _xml.Value();
                    break;
                case "encoded" when _withContent || item.Type == "wp_block":
                    item.Content = _xml.Text(MaxText, out var isTooLong);
                    item.IsTooLong = isTooLong;
                    break;
                case "post_id":
                    item.Id = _xml.Value();
                    break;
                case "post_date":
                    item.Date = _xml.Value();
                    break;
                case "post_date_gmt":
                    item.DateGmt = _xml.Value();
                    break;
                case "post_modified":
                    item.Modified = _xml.Value();
                    break;
                case "post_modified_gmt":
                    item.ModifiedGmt = _xml.Value();
                    break;
                case "comment_status":
                    item.CommentStatus = _xml.Value();
                    break;
                case "post_name":
                    item.Name = _xml.Value();
                    break;
                case "status":
                    item.Status = _xml.Value();
                    break;
                case "post_parent":
                    item.Parent = _xml.Value();
                    break;
                case "menu_order":
                    item.Order = _xml.Value();
                    break;
                case "post_type":
                    item.Type = _xml.Value();
                    break;
                case "post_password":
                    item.Password = _xml.Value();
                    break;
                case "is_sticky":
                    item.IsSticky = _xml.Value() == "1";
                    break;
                case "attachment_url":
                    item.AttachmentUrl = _xml.Value();
                    break;
                case "category" when item.Terms.Count < MaxTerms:
                    item.Terms.Add(new WxrTerm(_xml.Attribute("domain") ?? "category", _xml.Attribute("nicename") ?? "", _xml.Value()));
                    break;
                case "postmeta":
                    AddMeta(item);
                    break;
                case "comment" when _withContent && OnComment is not null:
                    OnComment(item, Comment());
                    break;
                default:
                    _xml.Skip();
                    break;
            }
        }

        return item;
    }

    private void AddMeta(WxrItem item)
    {
        var key = "";
        foreach (var name in _xml.Children())
        {
            if (name == "meta_key")
            {
                key = _xml.Value();
            }
            else if (name == "meta_value" && WxrItem.WantedMeta.Contains(key) && item.Meta.Count < MaxTerms)
            {
                item.Meta.Add((key, _xml.Value()));
            }
            else
            {
                _xml.Skip();
            }
        }
    }

    private WxrComment Comment()
    {
        var comment = new WxrComment();
        foreach (var name in _xml.Children())
        {
            switch (name)
            {
                case "comment_id":
                    comment.Id = _xml.Value();
                    break;
                case "comment_author":
                    comment.Author = _xml.Value();
                    break;
                case "comment_author_email":
                    comment.Email = _xml.Value();
                    break;
                case "comment_author_url":
                    comment.Url = _xml.Value();
                    break;
                case "comment_author_IP":
                    comment.Ip = _xml.Value();
                    break;
                case "comment_date":
                    comment.Date = _xml.Value();
                    break;
                case "comment_date_gmt":
                    comment.DateGmt = _xml.Value();
                    break;
                case "comment_content":
                    comment.Content = _xml.Value();
                    break;
                case "comment_approved":
                    comment.Approved = _xml.Value();
                    break;
                case "comment_type":
                    comment.Type = _xml.Value();
                    break;
                case "comment_parent":
                    comment.Parent = _xml.Value();
                    break;
                case "comment_user_id":
                    comment.UserId = _xml.Value();
                    break;
                default:
                    _xml.Skip();
                    break;
            }
        }

        return comment;
    }
}
