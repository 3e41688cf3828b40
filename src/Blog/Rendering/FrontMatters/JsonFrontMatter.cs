using System.Text.Json;

namespace Blog.Rendering.FrontMatters;

/// <summary>JSON front matter: an object, or (Hexo) the inside of one.</summary>
internal static class JsonFrontMatter
{
    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = FrontMatter.MaxDepth + 1,
    };

    /// <exception cref="FrontMatterException">Not valid JSON, or nested too deeply.</exception>
    public static FrontMatterMap Parse(string head, FrontMatterBoundaries cut)
    {
        try
        {
            using var document = JsonDocument.Parse(
                head.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal) ? head : "{" + head + "}",
                Options
            );
            return Fields(document.RootElement);
        }
        catch (JsonException wrong)
        {
            throw new FrontMatterException(
                "not valid JSON: " + wrong.Message.Split('.')[0],
                cut.FirstLine + (int)(wrong.LineNumber ?? 0) + 1
            );
        }
        catch (InvalidOperationException)
        {
            throw new FrontMatterException("not valid JSON: it contains an unpaired surrogate (\\uD800)", cut.FirstLine + 1);
        }
    }

    private static FrontMatterMap Fields(JsonElement element)
    {
        var fields = new FrontMatterMap();
        foreach (var property in element.EnumerateObject())
        {
            fields.Set(property.Name, Value(property.Value));
        }

        return fields;
    }

    private static FrontMatterValue Value(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => new FrontMatterValue.Map(Fields(element)),
            JsonValueKind.Array => new FrontMatterValue.List([.. element.EnumerateArray().Select(Value)]),
            JsonValueKind.String => new FrontMatterValue.Text(element.GetString()!, Quoted: true),
            JsonValueKind.Null => new FrontMatterValue.Text(""),
            _ => new FrontMatterValue.Text(element.GetRawText()),
        };
}
