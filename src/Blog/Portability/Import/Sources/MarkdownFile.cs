using System.Text;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Sources;

/// <summary>What holds for all files of one import.</summary>
/// <param name="Zone">Where dates without a zone were written.</param>
/// <param name="Tool">What the folder as a whole was made for.</param>
public sealed record SourceConventions(TimeZoneInfo Zone, SourceTool Tool = SourceTool.Unknown);

/// <summary>Maps one Markdown file to what the blog would make of it: a pure function of path, bytes and conventions.</summary>
public static class MarkdownFile
{
    /// <summary>Largest file in bytes: the longest post (security.md B8) and its head.</summary>
    public const int MaxBytes = (512 * 1024) + FrontMatter.MaxBytes + 64;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly string[] SystemPages = ["tags", "categories", "archives", "archive", "search", "404"];

    /// <summary>Reads a file.</summary>
    public static SourceResult Read(SourceFile file, ReadOnlySpan<byte> bytes, SourceConventions conventions)
    {
        if (bytes.Length > MaxBytes)
        {
            return Refused($"larger than {MaxBytes / 1024} KB", 0);
        }

        if (Decode(bytes, out var text) is { } undecodable)
        {
            return new SourceResult(null, undecodable);
        }

        var (head, error) = FrontMatter.Read(text);
        return error is not null ? Refused(error.Reason, error.Line) : Map(file, head!, conventions);
    }

    private static SourceResult Refused(string reason, int line) => new(null, new SourceRefusal(reason, line));

    private static SourceRefusal? Decode(ReadOnlySpan<byte> bytes, out string text)
    {
        text = "";
        try
        {
            text = bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]
                ? (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes)
                : StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException wrong)
        {
            return new SourceRefusal("not UTF-8; save it as UTF-8 and import again", LineOf(bytes[..Math.Clamp(wrong.Index, 0, bytes.Length)]));
        }

        var nul = text.IndexOf('\0', StringComparison.Ordinal);
        return nul < 0 ? null : new SourceRefusal("holds a NUL character, so it is no text", text.AsSpan(0, nul).Count('\n') + 1);
    }

    private static int LineOf(ReadOnlySpan<byte> before) => before.Count((byte)'\n') + 1;

    private static SourceResult Map(SourceFile file, FrontMatter head, SourceConventions conventions)
    {
        var fields = new SourceFields(head.Fields);
        var warnings = head.Warnings.ToList();
        if (head.Body.Contains('\uFFFD', StringComparison.Ordinal))
        {
            warnings.Add("holds the sign of a broken conversion (U+FFFD)");
        }

        var kind = Kind(fields, "type");
        var layout = Kind(fields, "layout");
        var tool = ToolOf(file, head, fields, conventions.Tool);
        var isPage = kind is "page" || layout is "page" || file.IsHexoPage || (tool == SourceTool.Hugo && file.IsHugoRoot && !fields.Has("date"));
        if (isPage && (SystemPages.Contains(kind) || SystemPages.Contains(layout)))
        {
            return new SourceResult(null, Skipped: $"the blog has its own {(SystemPages.Contains(kind) ? kind : layout)} page");
        }

        var title = SourceTitle.Read(fields.Words("title"), head, file.Name, warnings);
        var date = Date(fields, ["date", "publishDate", "pubDate", "created", "create_time"], file.Date, conventions.Zone, warnings);
        var (category, tags) = SourceTaxonomy.Read(fields, tool, warnings);
        var name = fields.Words("slug") ?? file.Name;
        var isDraft = IsDraft(file, fields, warnings);
        if (date is null && !isPage && !isDraft)
        {
            warnings.Add("has no date that can be read: imported as a draft, so that it does not appear as new");
            isDraft = true;
        }

        if (isDraft && date is not null)
        {
            fields.GiveBack("date");   // a draft has no time of its own, but its author had one in mind
        }

        var post = new SourcePost
        {
            Title = title.Title,
            Markdown = title.Body,
            BodyLine = title.BodyLine,
            Language = SourceLanguage.Of(fields.Words("lang", "language", "locale") ?? file.Language, title.Title, title.Body),
            IsPage = isPage,
            IsDraft = isDraft,
            Date = date,
            Updated = Date(fields, ["updated", "lastmod", "last_modified_at", "update", "modified", "updated_at"], null, conventions.Zone, warnings),
            Name = name,
            Address = SourceAddress.Of(file, fields, name, category, date, warnings),
            Category = category,
            Tags = tags,
            Description = fields.Words("description", "summary", "excerpt", "abstract"),
            Cover = SourceCover.Read(fields),
            IsPinned = fields.Ranks("sticky") | fields.Ranks("pin") | fields.Ranks("pinned") | fields.Ranks("top") | fields.Ranks("weight"),
            IsHidden = fields.Flag("hidden") is true,
            CommentsOpen = (fields.Flag("comments") ?? fields.Flag("comment")) is not false && fields.Flag("disableComments") is not true,
            Aliases = SourceAddress.AliasesOf(fields, warnings),
            TranslationKey = fields.Words("translationKey", "translation_key", "i18n_key", "lng_pair"),
            Series = fields.Words("series"),
            OtherFields = fields.Others(),
            Warnings = warnings,
        };
        return new SourceResult(post);
    }

    /// <summary>A kind that is not ours (<c>layout: photo</c>) stays with the other fields.</summary>
    private static string Kind(SourceFields fields, string key)
    {
        var kind = fields.Peek(key) is { } value ? SourceFields.Flat(value).ToLowerInvariant() : "";
        if (kind is "page" or "post" or "draft")
        {
            fields.Value(key);
        }

        return kind;
    }

    private static SourceTool ToolOf(SourceFile file, FrontMatter head, SourceFields fields, SourceTool site) =>
        head.Format == FrontMatterFormat.Toml || fields.Has("draft") || fields.Has("lastmod") ? SourceTool.Hugo
        : site != SourceTool.Unknown ? site
        : fields.Has("last_modified_at") || fields.Has("redirect_from") ? SourceTool.Jekyll
        : SourceTool.Unknown;

    private static bool IsDraft(SourceFile file, SourceFields fields, List<string> warnings)
    {
        var isDraft = (fields.Flag("draft") is true) | (fields.Flag("published") is false) | file.IsDraft | fields.Flag("private") is true;
        if (fields.Words("password") is not null)
        {
            warnings.Add("has a password: imported as a draft, since the blog would show it to everyone");
            isDraft = true;
        }

        return isDraft;
    }

    private static DateTimeOffset? Date(SourceFields fields, string[] keys, string? otherwise, TimeZoneInfo zone, List<string> warnings)
    {
        var words = fields.Words(keys) ?? otherwise;
        if (words is null)
        {
            return null;
        }

        if (SourceDate.TryParse(words, zone, out var date, out _))
        {
            return date;
        }

        warnings.Add($"'{words}' is no date that can be read");
        return null;
    }
}
