using System.Text;
using Blog.Rendering.FrontMatters;

namespace Blog.Data.Posts.Files;

/// <summary>Converts a Markdown file to a post: a pure function of path, bytes and conventions.</summary>
public static class PostFileReader
{
    /// <summary>Maximum file size in bytes: the longest post (security.md B8) plus its front matter.</summary>
    public const int MaxBytes = (512 * 1024) + FrontMatter.MaxBytes + 64;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly string[] SystemPages = ["tags", "categories", "archives", "archive", "search", "404"];

    /// <summary>Says of the text what can be seen in it; Hexo needs to be told.</summary>
    internal const string NoTemplate = "disableNunjucks";

    public static PostFileResult Read(PostFilePath file, ReadOnlySpan<byte> bytes, PostFileConventions conventions)
    {
        if (bytes.Length > MaxBytes)
        {
            return Refused($"larger than {MaxBytes / 1024} KB", 0);
        }

        if (Decode(bytes, out var text) is { } undecodable)
        {
            return new PostFileResult(null, undecodable);
        }

        var (head, error) = FrontMatter.Read(text);
        return error is not null ? Refused(error.Reason, error.Line)
            : conventions.IsStrict && head!.Invalid is { } invalid ? Refused(invalid.Reason, invalid.Line)
            : Map(file, head!, conventions);
    }

    private static PostFileResult Refused(string reason, int line) => new(null, new PostFileError(reason, line));

    private static PostFileError? Decode(ReadOnlySpan<byte> bytes, out string text)
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
            return new PostFileError(
                "not UTF-8; save it as UTF-8 and import again",
                LineOf(bytes[..Math.Clamp(wrong.Index, 0, bytes.Length)])
            );
        }

        var nul = text.IndexOf('\0', StringComparison.Ordinal);
        return nul < 0 ? null : new PostFileError("contains a NUL character: not a text file", text.AsSpan(0, nul).Count('\n') + 1);
    }

    private static int LineOf(ReadOnlySpan<byte> before) => before.Count((byte)'\n') + 1;

    private static PostFileResult Map(PostFilePath file, FrontMatter head, PostFileConventions conventions)
    {
        var fields = new PostFileFields(head.Fields);
        var warnings = head.Warnings.ToList();
        if (head.Body.Contains('\uFFFD', StringComparison.Ordinal))
        {
            warnings.Add("contains the replacement character U+FFFD, which indicates a broken encoding conversion");
        }

        if (fields.Flag("verbatim") is true)
        {
            return MapVerbatim(file, head, fields, conventions, warnings);
        }

        var kind = Kind(fields, "type");
        var layout = Kind(fields, "layout");
        var tool = ToolOf(file, head, fields, conventions.Tool);
        var isPage =
            kind is "page" || layout is "page" || file.IsHexoPage || (tool == SiteGenerator.Hugo && file.IsHugoRoot && !fields.Has("date"));
        if (isPage && (SystemPages.Contains(kind) || SystemPages.Contains(layout)))
        {
            return new PostFileResult(null, Skipped: $"the blog has its own {(SystemPages.Contains(kind) ? kind : layout)} page");
        }

        if (PostFileWriter.HasTemplateSigns(head.Body))
        {
            fields.Flag(NoTemplate);
        }

        var title = PostFileTitle.Read(fields.Words("title"), head, file.Name, warnings);
        var date = Date(fields, ["date", "publishDate", "pubDate", "created", "create_time"], file.Date, conventions.Zone, warnings);
        var (categories, tags) = PostFileTaxonomy.Read(fields, tool, warnings);
        var category = categories is [var first, ..] ? first : [];
        var name = fields.Words("slug") ?? file.Name;
        var language = fields.Words("lang", "language", "locale") ?? file.Language;
        var visibility = PostFileVisibility.Read(fields, conventions.Zone, conventions.Now, warnings);
        date = visibility.PublicFrom > date ? visibility.PublicFrom : date;
        var isDraft = file.IsDraft || visibility.IsDraft;
        var lacksDate = date is null && !isPage && !isDraft;
        if (lacksDate)
        {
            warnings.Add(PostFile.NoDate + ": imported as a draft, so that it does not appear as new");
            isDraft = true;
        }

        if (isDraft && date is not null)
        {
            fields.GiveBack("date"); // a draft has no publication time, but its author had one in mind
        }

        var post = new PostFile
        {
            Title = title.Title,
            Markdown = title.Body,
            BodyLine = title.BodyLine,
            Language = PostFileLanguage.Of(language, title.Title, title.Body, conventions),
            NamesLanguage = PostFileLanguage.Normalize(language) is not null,
            IsPage = isPage,
            IsDraft = isDraft,
            LacksDate = lacksDate,
            Date = date,
            Updated = Date(
                fields,
                ["updated", "lastmod", "last_modified_at", "update", "modified", "updated_at"],
                null,
                conventions.Zone,
                warnings
            ),
            Name = name,
            Address = PostFileAddress.Of(file, fields, name, category, date, warnings),
            Category = category,
            CategoryPaths = categories,
            Tags = tags,
            Description = fields.Words("description", "summary", "excerpt", "abstract"),
            Cover = PostFileCover.Read(fields),
            IsPinned = fields.Ranks("sticky") | fields.Ranks("pin") | fields.Ranks("pinned") | fields.Ranks("top") | fields.Ranks("weight"),
            IsHidden = visibility.IsHidden,
            CommentsOpen = (fields.Flag("comments") ?? fields.Flag("comment")) is not false && fields.Flag("disableComments") is not true,
            IsEvergreen = fields.Flag("evergreen") is true,
            Aliases = PostFileAddress.AliasesOf(fields, warnings),
            TranslationKey = fields.Words("translationKey", "translation_key", "i18n_key", "lng_pair"),
            Series = fields.Words("series"),
            SeriesOrder = fields.Number("series_order", "seriesOrder", "series_weight"),
            OtherFields = fields.Others(),
            Fields = head.Fields,
            Warnings = warnings,
        };
        return new PostFileResult(post);
    }

    /// <summary>
    /// Reads a file that <see cref="PostFileWriter"/> marked as verbatim because normalization would change it. Only the writer's own field
    /// names are recognized, and nothing is guessed or normalized. The rules that protect the author's privacy and the site's addresses
    /// still apply.
    /// </summary>
    private static PostFileResult MapVerbatim(
        PostFilePath file,
        FrontMatter head,
        PostFileFields fields,
        PostFileConventions conventions,
        List<string> warnings
    )
    {
        if (PostFileWriter.HasTemplateSigns(head.Body))
        {
            fields.Flag(NoTemplate);
        }

        var written = fields.Value("title") is FrontMatterValue.Text text
            ? string.Concat(text.Value.Select(c => char.IsControl(c) ? ' ' : c)).Trim()
            : "";
        var title = written.Length == 0 ? PostFileTitle.Read(null, head, file.Name, warnings).Title : written;
        var date = Date(fields, ["date"], null, conventions.Zone, warnings);
        var isPage = Kind(fields, "type") is "page";
        var name = fields.Words("slug") ?? file.Name;
        var category = PostFileTaxonomy.Exactly(fields.Value("categories"));
        var visibility = PostFileVisibility.Read(fields, conventions.Zone, conventions.Now, warnings); // in any case: it takes its fields
        return new PostFileResult(
            new PostFile
            {
                Title = title,
                Markdown = head.Body,
                BodyLine = head.BodyLine,
                Language = fields.Words("lang") ?? PostFileLanguage.Of(file.Language, title, head.Body, conventions),
                IsPage = isPage,
                IsDraft = file.IsDraft || visibility.IsDraft || (date is null && !isPage),
                Date = date,
                Updated = Date(fields, ["updated"], null, conventions.Zone, warnings),
                Name = name,
                Address = PostFileAddress.Of(file, fields, name, category, date, warnings),
                Category = category,
                Tags = PostFileTaxonomy.Exactly(fields.Value("tags")),
                Description = fields.Words("description"),
                Cover = fields.Words("cover"),
                IsPinned = fields.Flag("pinned") is true,
                IsHidden = fields.Flag("hidden") is true,
                CommentsOpen = fields.Flag("comments") is not false,
                IsEvergreen = fields.Flag("evergreen") is true,
                IsVerbatim = true,
                Aliases = PostFileAddress.AliasesOf(fields, warnings),
                TranslationKey = fields.Words("translationKey"),
                Series = fields.Words("series"),
                SeriesOrder = fields.Number("series_order"),
                Author = fields.Words("author"),
                OtherFields = fields.Others((fields.Value("otherFields") as FrontMatterValue.Map)?.Fields),
                Warnings = warnings,
            }
        );
    }

    /// <summary>An unknown kind (<c>layout: photo</c>) is preserved with the other fields.</summary>
    private static string Kind(PostFileFields fields, string key)
    {
        var kind = fields.Peek(key) is { } value ? PostFileFields.Flat(value).ToLowerInvariant() : "";
        if (kind is "page" or "post" or "draft")
        {
            fields.Value(key);
        }

        return kind;
    }

    private static SiteGenerator ToolOf(PostFilePath file, FrontMatter head, PostFileFields fields, SiteGenerator site) =>
        head.Format == FrontMatterFormat.Toml || fields.Has("draft") || fields.Has("lastmod") ? SiteGenerator.Hugo
        : site != SiteGenerator.Unknown ? site
        : fields.Has("last_modified_at") || fields.Has("redirect_from") ? SiteGenerator.Jekyll
        : SiteGenerator.Unknown;

    private static DateTimeOffset? Date(PostFileFields fields, string[] keys, string? otherwise, TimeZoneInfo zone, List<string> warnings)
    {
        var words = fields.Words(keys) ?? otherwise;
        if (words is null)
        {
            return null;
        }

        if (PostFileDate.TryParse(words, zone, out var date, out _))
        {
            return date;
        }

        warnings.Add($"'{words}' is not a readable date");
        return null;
    }
}
