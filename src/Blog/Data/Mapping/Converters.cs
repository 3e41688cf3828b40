using System.Text.Encodings.Web;
using System.Text.Json;
using Blog.Data.Addresses;
using Blog.Rendering.Output;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Blog.Data.Mapping;

/// <summary>Instants as Unix milliseconds in UTC, which sort chronologically.</summary>
public sealed class InstantConverter()
    : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
    );

/// <summary>A slug as its text.</summary>
public sealed class SlugConverter() : ValueConverter<Slug, string>(slug => slug.Value, text => Slug.Stored(text));

/// <summary>An address as its decoded path.</summary>
public sealed class PostAddressConverter()
    : ValueConverter<PostAddress, string>(address => address.Value, text => PostAddress.Stored(text));

/// <summary>HTML, which was sanitized before it was stored.</summary>
public sealed class RenderedHtmlConverter() : ValueConverter<RenderedHtml, string>(html => html.Value, text => RenderedHtml.Trusted(text));

/// <summary>A value as JSON, with Chinese left unescaped.</summary>
public sealed class JsonConverter<T>()
    : ValueConverter<T, string>(
        value => JsonSerializer.Serialize(value, StoredJson.Options),
        text => JsonSerializer.Deserialize<T>(text, StoredJson.Options)!
    );

/// <summary>
/// Compares values by their JSON, since lists inside records compare by reference. They are immutable: the same one is unchanged.
/// </summary>
public sealed class JsonComparer<T>()
    : ValueComparer<T>(
        (left, right) =>
            ReferenceEquals(left, right)
            || JsonSerializer.Serialize(left, StoredJson.Options) == JsonSerializer.Serialize(right, StoredJson.Options),
        value => JsonSerializer.Serialize(value, StoredJson.Options).GetHashCode(StringComparison.Ordinal),
        value => value
    );

/// <summary>How values are stored as JSON.</summary>
internal static class StoredJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
