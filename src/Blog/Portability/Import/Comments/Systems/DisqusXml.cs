using System.Text;
using System.Xml;
using Blog.Data.Comments;

namespace Blog.Portability.Import.Comments.Systems;

/// <summary>
/// Disqus: threads, then posts that name their thread. Elements are known by their local names; of the two kinds of id the one that
/// connects is an attribute (security.md B6).
/// </summary>
internal static class DisqusXml
{
    private const int MaxDepth = 16;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = CommentFiles.MaxBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Whether a file is such an export; its first element is <c>disqus</c>.</summary>
    public static bool IsExport(CommentFile file) => RootOf(file) == "disqus";

    /// <summary>Local name of the first element; null if there is none.</summary>
    public static string? RootOf(CommentFile file)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file.Bytes), Settings);
            return reader.MoveToContent() == XmlNodeType.Element ? reader.LocalName : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <exception cref="CommentFileException">It is broken.</exception>
    public static void Read(CommentFile file, TimeZoneInfo zone, SourceBundle bundle)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file.Bytes), Settings);
            reader.MoveToContent();
            var threads = new Dictionary<string, Thread>(StringComparer.Ordinal);
            reader.Read();
            while (!reader.EOF)
            {
                if (reader is not { NodeType: XmlNodeType.Element, Depth: 1 })
                {
                    reader.Read();
                    continue;
                }

                var name = reader.LocalName;
                var fields = ReadFields(reader);
                if (name == "thread" && fields.TryGetValue("@id", out var id))
                {
                    var place = fields.GetValueOrDefault("link") ?? fields.GetValueOrDefault("id");
                    threads[id] = new Thread(place, fields.GetValueOrDefault("title"));
                }
                else if (name == "post")
                {
                    AddPost(fields, threads, zone, bundle);
                }
            }
        }
        catch (XmlException e)
        {
            throw new CommentFileException(string.Create(CultureInfo.InvariantCulture, $"{file.Name}, line {e.LineNumber}: broken XML"));
        }
    }

    private static void AddPost(
        Dictionary<string, string> fields,
        Dictionary<string, Thread> threads,
        TimeZoneInfo zone,
        SourceBundle bundle
    )
    {
        if (!fields.TryGetValue("@id", out var id))
        {
            bundle.Skip();
            return;
        }

        var thread = threads.GetValueOrDefault(fields.GetValueOrDefault("thread/@id") ?? "");
        bundle.Add(
            new SourceComment(id)
            {
                Page = thread?.Link,
                PageTitle = thread?.Title,
                Parent = fields.GetValueOrDefault("parent/@id"),
                Name = fields.GetValueOrDefault("author/name") ?? fields.GetValueOrDefault("author/username"),
                Email = fields.GetValueOrDefault("author/email"),
                Website = fields.GetValueOrDefault("author/link"),
                Ip = fields.GetValueOrDefault("ipAddress"),
                Text = fields.GetValueOrDefault("message") ?? "",
                Format = CommentFormat.Html,
                State =
                    fields.GetValueOrDefault("isSpam") == "true" ? CommentState.Spam
                    : fields.GetValueOrDefault("isDeleted") == "true" ? CommentState.Trash
                    : fields.GetValueOrDefault("isApproved") == "false" ? CommentState.Waiting
                    : CommentState.Approved,
                At = JsonFields.MomentOf(fields.GetValueOrDefault("createdAt"), zone, bundle),
            }
        );
    }

    /// <summary>The element that is read and those in it: texts by path (<c>author/name</c>), attributes as <c>parent/@id</c>.</summary>
    private static Dictionary<string, string> ReadFields(XmlReader reader)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var (path, text, start) = (new List<string>(), new StringBuilder(), reader.Depth);
        do
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth > MaxDepth)
                    {
                        throw new XmlException("too deep", null, (reader as IXmlLineInfo)?.LineNumber ?? 0, 0);
                    }

                    if (reader.Depth > start)
                    {
                        path.Add(reader.LocalName);
                    }

                    var (isEmpty, place) = (reader.IsEmptyElement, string.Join('/', path));
                    if (reader.MoveToFirstAttribute())
                    {
                        do
                        {
                            fields.TryAdd(place.Length == 0 ? "@" + reader.LocalName : place + "/@" + reader.LocalName, reader.Value);
                        } while (reader.MoveToNextAttribute());

                        reader.MoveToElement();
                    }

                    text.Clear();
                    if (isEmpty && reader.Depth > start)
                    {
                        path.RemoveAt(path.Count - 1);
                    }

                    if (isEmpty && reader.Depth == start)
                    {
                        reader.Read();
                        return fields;
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    text.Append(reader.Value);
                    break;
                case XmlNodeType.EndElement when reader.Depth == start:
                    reader.Read();
                    return fields;
                case XmlNodeType.EndElement:
                    if (text.Length > 0)
                    {
                        fields.TryAdd(string.Join('/', path), text.ToString());
                    }

                    text.Clear();
                    path.RemoveAt(path.Count - 1);
                    break;
            }
        } while (reader.Read());

        return fields;
    }

    private sealed record Thread(string? Link, string? Title);
}
