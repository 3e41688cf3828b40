using System.Text.Json;
using System.Text.Json.Serialization;

namespace Blog.Portability.StaticSite.Pages;

/// <summary>What the next run has to know about a page without reading it.</summary>
internal sealed record PageNote
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Row ids of the posts that it names as related; null for none.</summary>
    public IReadOnlyList<int>? Related { get; init; }

    /// <summary>Headers in which it differs from other pages; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>How many parts a sitemap names; null for none.</summary>
    public int? Parts { get; init; }

    public static PageNote Read(string? text) =>
        text is null ? new PageNote() : JsonSerializer.Deserialize<PageNote>(text, Json) ?? new PageNote();

    /// <summary>Null if there is nothing to note.</summary>
    public string? Write() => this == new PageNote() ? null : JsonSerializer.Serialize(this, Json);
}
