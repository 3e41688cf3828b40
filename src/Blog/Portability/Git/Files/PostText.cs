using System.Text.Json.Nodes;
using Blog.Data.Posts;
using Blog.Data.Posts.Files;

namespace Blog.Portability.Git.Files;

/// <summary>The file of a post in the blog's own form: that of an export, with the id by which it is known under any name.</summary>
internal static class PostText
{
    private const string IdField = "id";

    /// <summary>Begins every id of a post; other programs have an <c>id</c> of their own.</summary>
    private const string IdScheme = "tag:";

    public static string Of(Post post, PostFile file) =>
        PostFileWriter.Write(file with { OtherFields = WithId(file.OtherFields, post.FeedId) }).Text;

    /// <summary>The id in the front matter of a file; null if it has none of ours.</summary>
    public static string? IdOf(PostFile file) =>
        Others(file.OtherFields)?[IdField] is JsonValue value
        && value.TryGetValue<string>(out var id)
        && id.StartsWith(IdScheme, StringComparison.Ordinal)
            ? id
            : null;

    /// <summary>Whether two files say the same of a post, whatever their form.</summary>
    public static bool IsSame(byte[] one, byte[] other) =>
        Read(one) is { } first && Read(other) is { } second && PostFileDifference.Find(WithoutId(first), WithoutId(second)) is null;

    private static PostFile? Read(byte[] bytes) =>
        PostFileReader.Read(PostFilePath.Of("post.md"), bytes, new PostFileConventions(TimeZoneInfo.Utc)).Post;

    private static PostFile WithoutId(PostFile file)
    {
        var others = Others(file.OtherFields);
        others?.Remove(IdField);
        return file with { OtherFields = others is null or { Count: 0 } ? null : others.ToJsonString() };
    }

    private static string WithId(string? json, string id)
    {
        var others = Others(json) ?? [];
        if (
            others[IdField] is not JsonValue value
            || !value.TryGetValue<string>(out var known)
            || known.StartsWith(IdScheme, StringComparison.Ordinal)
        )
        {
            others[IdField] = id;
        }

        return others.ToJsonString(Export.ExportLines.Json);
    }

    private static JsonObject? Others(string? json)
    {
        try
        {
            return json is null ? null : JsonNode.Parse(json) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
