using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Blog.Data.Settings;

/// <summary>The answer of a search engine, as figures and codes, which the status page says in the owner's language.</summary>
public sealed record SearchEngineAnswer
{
    private const int MaxMessage = 120;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Row id of the last post told of those that became public in the same millisecond.</summary>
    public int LastPostId { get; init; }

    /// <summary>The number of addresses sent.</summary>
    public int Sent { get; init; }

    /// <summary>The HTTP status; null if there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>Why there was no answer, as a code; null if there was one.</summary>
    public string? Failure { get; init; }

    /// <summary>The engine's own error code; null for none.</summary>
    public int? Error { get; init; }

    /// <summary>The engine's own words about an error; null for none.</summary>
    public string? Message { get; init; }

    /// <summary>Addresses that the engine says it took; null if it does not say.</summary>
    public int? Taken { get; init; }

    /// <summary>Addresses that may still be sent today; null if the engine does not say.</summary>
    public int? Remaining { get; init; }

    /// <summary>Addresses that the engine says belong to another site or are invalid.</summary>
    public int Rejected { get; init; }

    /// <summary>Reads what <see cref="ToText"/> wrote; anything else is an empty answer.</summary>
    public static SearchEngineAnswer Read(string text)
    {
        try
        {
            return (text.Length == 0 ? null : JsonSerializer.Deserialize<SearchEngineAnswer>(text, Options)) ?? new SearchEngineAnswer();
        }
        catch (JsonException)
        {
            return new SearchEngineAnswer();
        }
    }

    /// <summary>One line of at most <see cref="TextLengths.Path"/> characters.</summary>
    public string ToText()
    {
        var message = Message is null ? null : string.Concat(Message.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        var text = JsonSerializer.Serialize(this with { Message = Cut(message) }, Options);
        return text.Length <= TextLengths.Path ? text : JsonSerializer.Serialize(this with { Message = null }, Options);
    }

    private static string? Cut(string? message) => string.IsNullOrEmpty(message) ? null : TextLengths.Cut(message, MaxMessage);
}
