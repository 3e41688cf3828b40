using System.Text;
using System.Text.RegularExpressions;
using Blog.Rendering.FrontMatters;

namespace Blog.Data.Posts.Files;

/// <summary>A post as a file.</summary>
/// <param name="Text">Front matter and Markdown; UTF-8 without byte order mark is its form on disk.</param>
/// <param name="Media">The own media that text and cover use, in the order of their first use.</param>
/// <param name="Loss">Why reading the text would not give the same post, in English; null where it would.</param>
public sealed record WrittenPostFile(string Text, IReadOnlyList<PostFileMedia> Media, string? Loss);

/// <summary>A media file that a post uses.</summary>
/// <param name="Id">Its id, 32 hexadecimal digits.</param>
/// <param name="Name">The name in its address, decoded: its own, or that of one of its variants.</param>
public sealed record PostFileMedia(string Id, string Name);

/// <summary>
/// Makes the canonical file of a post: what <see cref="PostFileReader"/> reads back to the same fields and, to the byte, to the same Markdown. The same
/// post always gives the same bytes, so that a version control system shows what changed and nothing else.
/// </summary>
/// <remarks>
/// Every text is read back before it is handed out. What the tidying of foreign files would change (a first heading that repeats the title, a draft with a
/// date) is marked <c>verbatim: true</c>; what no front matter can hold (more than <see cref="FrontMatter.MaxBytes"/>) is told as a loss.
/// </remarks>
public static partial class PostFileWriter
{
    /// <summary>A path that says nothing by itself: all that is read back must stand in the file.</summary>
    private static readonly PostFilePath Anywhere = PostFilePath.Of("post.md");

    private static readonly PostFileConventions Utc = new(TimeZoneInfo.Utc);

    /// <summary>Writes a post. Dates keep their offset; they are kept to the millisecond, as the database keeps them.</summary>
    public static WrittenPostFile Write(PostFile post)
    {
        var media = MediaOf(post);
        if (!TryReadOthers(post.OtherFields, out var others))
        {
            return new WrittenPostFile(Compose(post, others, isVerbatim: false), media, "its other fields are no JSON object");
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
                ? $"its {field} would be read in another way"
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
        yaml.Text("permalink", post.Address is { } address ? PostFileAddress.Write(address) : null);
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
        yaml.List("aliases", [.. post.Aliases.Select(PostFileAddress.Write)]);
        yaml.Flag("verbatim", isVerbatim);
        if (isVerbatim && others.Count > 0)
        {
            // Below a name of their own, where none of them can be taken for one of ours.
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

    /// <summary>Found in code too: a file too many in an export does no harm, a missing one does.</summary>
    private static PostFileMedia[] MediaOf(PostFile post) =>
        [
            .. MediaPath()
                .Matches(post.Cover + "\n" + post.Markdown)
                .Select(match => new PostFileMedia(match.Groups["id"].Value, Uri.UnescapeDataString(match.Groups["name"].Value)))
                .Distinct(),
        ];

    [GeneratedRegex("""/media/(?<id>[0-9a-f]{32})/(?<name>[^\s/?#)"'<>\]]+)""", RegexOptions.NonBacktracking)]
    private static partial Regex MediaPath();
}
