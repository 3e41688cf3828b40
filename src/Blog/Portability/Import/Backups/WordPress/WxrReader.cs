using System.Text;
using System.Xml;

namespace Blog.Portability.Import.Backups.WordPress;

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

    private const int MaxDepth = 64;
    private const int MaxTerms = 500;
    private const int MaxValue = 256 * 1024;

    private readonly TextReader _text;
    private readonly XmlReader _xml;
    private readonly char[] _chunk = new char[8192];
    private readonly bool _withContent;

    /// <param name="withContent">False to leave texts and comments unread.</param>
    public WxrReader(string path, bool withContent)
    {
        _withContent = withContent;
        _text = WxrText.Open(path);
        _xml = XmlReader.Create(
            _text,
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                CheckCharacters = false,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                MaxCharactersFromEntities = 1_024,
            }
        );
    }

    public WxrChannel Channel { get; } = new();

    /// <summary>Gets each comment as it is read, with its item as far as that was read.</summary>
    public Action<WxrItem, WxrComment>? OnComment { get; init; }

    /// <summary>1-based.</summary>
    public int Line => (_xml as IXmlLineInfo)?.LineNumber ?? 0;

    public void Dispose()
    {
        _xml.Dispose();
        _text.Dispose();
    }

    /// <summary>The items, in their order; what stands before them is in <see cref="Channel"/> then.</summary>
    /// <exception cref="XmlException">The file is no XML from here on, or holds what is refused.</exception>
    public IEnumerable<WxrItem> Items()
    {
        while (Next())
        {
            if (_xml.NodeType != XmlNodeType.Element || _xml.LocalName is "rss" or "channel")
            {
                continue;
            }

            switch (_xml.LocalName)
            {
                case "item":
                    yield return Item();
                    break;
                case "author" or "wp_author":
                    var author = Fields(["author_login", "author_display_name"]);
                    Channel.Authors[author.GetValueOrDefault("author_login", "")] = author.GetValueOrDefault("author_display_name", "");
                    break;
                case "category" when _xml.Depth == 2 && Fields(["term_id", "category_nicename", "category_parent", "cat_name"]) is var one:
                    AddCategory(one, "category_nicename", "category_parent", "cat_name");
                    break;
                case "term" when Fields(["term_id", "term_taxonomy", "term_slug", "term_parent", "term_name"]) is var term:
                    if (term.GetValueOrDefault("term_taxonomy") == "category")
                    {
                        AddCategory(term, "term_slug", "term_parent", "term_name");
                    }

                    break;
                case "title":
                    Channel.Title = Value();
                    break;
                case "link":
                    Channel.Link = Value();
                    break;
                case "description":
                    Channel.Description = Value();
                    break;
                case "language":
                    Channel.Language = Value();
                    break;
                case "base_blog_url":
                    Channel.BlogUrl = Value();
                    break;
                default:
                    Skip();
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
        foreach (var name in Children())
        {
            switch (name)
            {
                case "title":
                    item.Title = Value();
                    break;
                case "link":
                    item.Link = Value();
                    break;
                case "guid":
                    item.Guid = Value();
                    break;
                case "creator":
                    item.Creator = Value();
                    break;
                case "encoded" when _xml.NamespaceURI.Contains("excerpt", StringComparison.Ordinal):
                    item.Excerpt = Value();
                    break;
                case "encoded" when _withContent || item.Type == "wp_block":
                    item.Content = Text(MaxText, out var isTooLong);
                    item.IsTooLong = isTooLong;
                    break;
                case "post_id":
                    item.Id = Value();
                    break;
                case "post_date":
                    item.Date = Value();
                    break;
                case "post_date_gmt":
                    item.DateGmt = Value();
                    break;
                case "post_modified":
                    item.Modified = Value();
                    break;
                case "post_modified_gmt":
                    item.ModifiedGmt = Value();
                    break;
                case "comment_status":
                    item.CommentStatus = Value();
                    break;
                case "post_name":
                    item.Name = Value();
                    break;
                case "status":
                    item.Status = Value();
                    break;
                case "post_parent":
                    item.Parent = Value();
                    break;
                case "post_type":
                    item.Type = Value();
                    break;
                case "post_password":
                    item.Password = Value();
                    break;
                case "is_sticky":
                    item.IsSticky = Value() == "1";
                    break;
                case "attachment_url":
                    item.AttachmentUrl = Value();
                    break;
                case "category" when item.Terms.Count < MaxTerms:
                    item.Terms.Add(new WxrTerm(_xml.GetAttribute("domain") ?? "category", _xml.GetAttribute("nicename") ?? "", Value()));
                    break;
                case "postmeta":
                    AddMeta(item);
                    break;
                case "comment" when _withContent && OnComment is not null:
                    OnComment(item, Comment());
                    break;
                default:
                    Skip();
                    break;
            }
        }

        return item;
    }

    private void AddMeta(WxrItem item)
    {
        var key = "";
        foreach (var name in Children())
        {
            if (name == "meta_key")
            {
                key = Value();
            }
            else if (name == "meta_value" && WxrItem.WantedMeta.Contains(key) && item.Meta.Count < MaxTerms)
            {
                item.Meta.Add((key, Value()));
            }
            else
            {
                Skip();
            }
        }
    }

    private WxrComment Comment()
    {
        var comment = new WxrComment();
        foreach (var name in Children())
        {
            switch (name)
            {
                case "comment_id":
                    comment.Id = Value();
                    break;
                case "comment_author":
                    comment.Author = Value();
                    break;
                case "comment_author_email":
                    comment.Email = Value();
                    break;
                case "comment_author_url":
                    comment.Url = Value();
                    break;
                case "comment_author_IP":
                    comment.Ip = Value();
                    break;
                case "comment_date":
                    comment.Date = Value();
                    break;
                case "comment_date_gmt":
                    comment.DateGmt = Value();
                    break;
                case "comment_content":
                    comment.Content = Value();
                    break;
                case "comment_approved":
                    comment.Approved = Value();
                    break;
                case "comment_type":
                    comment.Type = Value();
                    break;
                case "comment_parent":
                    comment.Parent = Value();
                    break;
                case "comment_user_id":
                    comment.UserId = Value();
                    break;
                default:
                    Skip();
                    break;
            }
        }

        return comment;
    }

    private Dictionary<string, string> Fields(IReadOnlyCollection<string> wanted)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Children())
        {
            if (wanted.Contains(name))
            {
                fields[name] = Value();
            }
            else
            {
                Skip();
            }
        }

        return fields;
    }

    /// <summary>The names of the elements within the one at which the reader stands; each has to be read or skipped.</summary>
    private IEnumerable<string> Children()
    {
        var (depth, isEmpty) = (_xml.Depth, _xml.IsEmptyElement);
        while (!isEmpty && Next() && !(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth))
        {
            if (_xml.NodeType == XmlNodeType.Element)
            {
                yield return _xml.LocalName;
            }
        }
    }

    private string Value() => Text(MaxValue, out _).Trim();

    /// <summary>The text of an element, whatever it is divided into; what is longer than the limit is read and forgotten.</summary>
    private string Text(int max, out bool isTooLong)
    {
        isTooLong = false;
        var (depth, text) = (_xml.Depth, new StringBuilder());
        if (_xml.IsEmptyElement)
        {
            return "";
        }

        while (Next() && !(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth))
        {
            if (_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                while (_xml.ReadValueChunk(_chunk, 0, _chunk.Length) is > 0 and var read)
                {
                    isTooLong |= text.Length + read > max;
                    text.Append(_chunk, 0, isTooLong ? Math.Max(0, Math.Min(read, max - text.Length)) : read);
                }
            }
        }

        return text.ToString();
    }

    private void Skip()
    {
        var (depth, isEmpty) = (_xml.Depth, _xml.IsEmptyElement);
        while (!isEmpty && Next() && !(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth)) { }
    }

    private bool Next()
    {
        if (!_xml.Read())
        {
            return false;
        }

        return _xml.Depth <= MaxDepth ? true : throw new XmlException($"elements are nested more than {MaxDepth} deep");
    }
}
