using System.Text;
using System.Text.RegularExpressions;
using Blog.Rendering.FrontMatters;

namespace Blog.Data.Posts.Files;

/// <summary>A post written as a file.</summary>
/// <param name="Text">Front matter and Markdown; to be stored as UTF-8 without a byte order mark.</param>
/// <param name="Media">The blog's own media used by text and cover, in order of first use.</param>
/// <param name="Loss">Why reading the file would not give the same post, in English; null if it would.</param>
public sealed record WrittenPostFile(string Text, IReadOnlyList<PostFileMedia> Media, string? Loss);

/// <summary>A media file that a post uses.</summary>
/// <param name="Id">Its id, 32 hexadecimal digits.</param>
/// <param name="Name">The decoded file name in its address: its own, or that of a variant.</param>
public sealed record PostFileMedia(string Id, string Name);

/// <summary>
/// Writes the canonical file of a post, which <see cref="PostFileReader"/> reads back to the same fields and byte-identical Markdown. The
/// same post always produces the same bytes, so that version control shows only actual changes.
/// </summary>
/// <remarks>
/// Every file is read back before it is returned. Content that normalization would change (a first heading that repeats the title, a draft
/// with a date) is marked <c>verbatim: true</c>; content that front matter cannot hold (more than <see cref="FrontMatter.MaxBytes"/>) is
/// reported as a loss.
/// </remarks>
public static partial class PostFileWriter
{
    /// <summary>A path without any information, so that everything read back must come from the file.</summary>
    private static readonly PostFilePath Anywhere = PostFilePath.Of("post.md");

    /// <summary>At the end of time every date of expiry has passed: no field may hide the post then.</summary>
    private static readonly PostFileConventions Utc = new(TimeZoneInfo.Utc) { Now = DateTimeOffset.MaxValue };

    /// <summary>Writes a post. Dates preserve their offset and have millisecond precision, as in the database.</summary>
    public static WrittenPostFile Write(PostFile post)
    {
        var media = MediaOf(post);
        if (!TryReadOthers(post.OtherFields, out var others))
        {
            return new WrittenPostFile(Compose(post, others, isVerbatim: false), media, "its other fields are not a JSON object");
        }

        var wanted = post with { OtherFields = PostFileFields.Json([.. others]) };
        var text = Compose(post, others, isVerbatim: false);
        if (FindLoss(wanted, text) is null)
        {
            return new WrittenPostFile(text, media, null);
        }

        text = Compose(post, others, isVerbatim: true);
        return new WrittenPostFile(text, media, FindLoss(wanted, text));
    }

    /// <summary>
    /// Writes a post of another system, which is read as it stands. Without a language that is detected when the file is read.
    /// </summary>
    public static string WriteVerbatim(PostFile post) =>
        Compose(post, TryReadOthers(post.OtherFields, out var others) ? others : new FrontMatterMap(), isVerbatim: true);

    private static bool TryReadOthers(string? json, out FrontMatterMap fields)
    {
        fields = new FrontMatterMap();
        try
        {
            fields = json is null ? fields : JsonFrontMatter.Parse(json, new FrontMatterBoundaries(FrontMatterFormat.Json, 0, 0, 0));
            return true;
        }
        catch (FrontMatterException)
        {
            return false;
        }
    }

    private static string? FindLoss(PostFile wanted, string text)
    {
        var result = PostFileReader.Read(Anywhere, Encoding.UTF8.GetBytes(text), Utc);
        return result.Post is { } read
            ? PostFileDifference.Find(wanted, read) is { } field
                ? $"its {field} would be read back differently"
                : null
            : result.Refusal?.Reason ?? result.Skipped;
    }

    private static string Compose(PostFile post, FrontMatterMap others, bool isVerbatim)
    {
        var yaml = new YamlFrontMatterWriter();
        yaml.Text("title", post.Title);
        yaml.Plain("date", post.Date is { } date ? PostFileDate.Write(date) : null);
        yaml.Plain("updated", post.Updated is { } updated ? PostFileDate.Write(updated) : null);
        yaml.Text("slug", post.Name);
        var address = post.Address is { } path ? PostFileAddress.Write(path) : null;
        yaml.Text("permalink", address); // for Hexo
        yaml.Text("url", address); // for Hugo
        yaml.Text("author", isVerbatim ? post.Author : null);
        yaml.Text("lang", post.Language);
        yaml.Plain("type", post.IsPage ? "page" : null);
        yaml.Flag("draft", post.IsDraft);
        yaml.Path("categories", post.Category, isVerbatim);
        yaml.List("tags", post.Tags);
        yaml.Text("description", post.Description);
        yaml.Text("cover", post.Cover);
        yaml.Flag("pinned", post.IsPinned);
        yaml.Flag("hidden", post.IsHidden);
        yaml.Plain("comments", post.CommentsOpen ? null : "false");
        yaml.Flag("evergreen", post.IsEvergreen);
        yaml.Text("translationKey", post.TranslationKey);
        yaml.Text("series", post.Series);
        yaml.Plain("series_order", post.SeriesOrder?.ToString(CultureInfo.InvariantCulture));
        yaml.List("aliases", [.. post.Aliases.Select(PostFileAddress.Write)]);
        yaml.Flag(PostFileReader.NoTemplate, HasTemplateSigns(post.Markdown));
        yaml.Flag("verbatim", isVerbatim);
        if (isVerbatim && others.Count > 0)
        {
            // Under a separate key, so that none of them can be mistaken for one of our fields.
            yaml.Value("otherFields", new FrontMatterValue.Map(others));
        }
        else
        {
            foreach (var (key, value) in others)
            {
                yaml.Value(key, value);
            }
        }

        return $"---\n{yaml}---\n{(isVerbatim ? "" : "\n")}{post.Markdown}";
    }

    /// <summary>Whether Hexo would take a text for a template.</summary>
    internal static bool HasTemplateSigns(string text) =>
        text.Contains("{{", StringComparison.Ordinal)
        || text.Contains("{%", StringComparison.Ordinal)
        || text.Contains("{#", StringComparison.Ordinal);

    /// <summary>Also matches in code: an extra file in an export does no harm, a missing one does.</summary>
    private static PostFileMedia[] MediaOf(PostFile post) => MediaOf(post.Cover + "\n" + post.Markdown);

    /// <summary>The blog's own media that a text names, in order of first use.</summary>
    internal static PostFileMedia[] MediaOf(string text) =>
        [
            .. MediaPath()
                .Matches(text)
                .Select(match => new PostFileMedia(match.Groups["id"].Value, Uri.UnescapeDataString(match.Groups["name"].Value)))
                .Distinct(),
        ];

    [GeneratedRegex("""/media/(?<id>[0-9a-f]{32})/(?<name>[^\s/?#)"'<>\]]+)""", RegexOptions.NonBacktracking)]
    private static partial Regex MediaPath();
}
