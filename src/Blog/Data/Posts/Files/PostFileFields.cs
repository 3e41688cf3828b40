using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Blog.Rendering.FrontMatters;

namespace Blog.Data.Posts.Files;

/// <summary>Reads the known fields of front matter and preserves the others.</summary>
internal sealed class PostFileFields(FrontMatterMap fields)
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the field is present.</summary>
    public bool Has(string key) => fields.Has(key);

    /// <summary>The text of the first of these fields that has any; null if none has. All of them are marked as read.</summary>
    public string? Words(params ReadOnlySpan<string> keys)
    {
        string? found = null;
        foreach (var key in keys)
        {
            if (fields.TryGet(key, out var value) && value is FrontMatterValue.Text or FrontMatterValue.List)
            {
                _taken.Add(key);
                found ??= value is FrontMatterValue.Text text
                    ? NullIfBlank(text.Value)
                    : (value as FrontMatterValue.List)!.Items.Select(Flat).FirstOrDefault(words => words.Length > 0);
            }
        }

        return found;
    }

    /// <summary>The value of the first of these fields that is present. All of them are marked as read.</summary>
    public FrontMatterValue? Value(params ReadOnlySpan<string> keys)
    {
        FrontMatterValue? found = null;
        foreach (var key in keys)
        {
            if (fields.TryGet(key, out var value))
            {
                _taken.Add(key);
                found ??= value is FrontMatterValue.Text { Value: var words } && string.IsNullOrWhiteSpace(words) ? null : value;
            }
        }

        return found;
    }

    /// <summary>The value of a field, without marking it as read.</summary>
    public FrontMatterValue? Peek(string key) => fields.TryGet(key, out var value) ? value : null;

    /// <summary>A boolean; null if the field is neither, which leaves it with the other fields.</summary>
    public bool? Flag(string key)
    {
        bool? flag =
            fields.TryGet(key, out var value) && value is FrontMatterValue.Text text
                ? text.Value.Trim().ToLowerInvariant() switch
                {
                    "true" or "yes" or "on" or "1" or "y" => true,
                    "false" or "no" or "off" or "0" or "n" => false,
                    _ => null,
                }
                : null;
        if (flag is not null)
        {
            _taken.Add(key);
        }

        return flag;
    }

    /// <summary>The first of these fields that is a whole number; null if none is, which leaves them with the other fields.</summary>
    public int? Number(params ReadOnlySpan<string> keys)
    {
        int? found = null;
        foreach (var key in keys)
        {
            if (
                fields.TryGet(key, out var value)
                && value is FrontMatterValue.Text text
                && int.TryParse(
                    text.Value,
                    NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                    CultureInfo.InvariantCulture,
                    out var number
                )
            )
            {
                _taken.Add(key);
                found ??= number;
            }
        }

        return found;
    }

    /// <summary>True for <c>sticky: 10</c>, <c>pin: true</c>, <c>top: 1</c>.</summary>
    public bool Ranks(string key)
    {
        var ranks =
            fields.TryGet(key, out var value)
            && value is FrontMatterValue.Text text
            && double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var rank)
            && rank > 0;
        if (ranks)
        {
            _taken.Add(key);
        }

        return ranks || Flag(key) == true;
    }

    /// <summary>Preserves a field with the others although it was read.</summary>
    public void GiveBack(string key) => _taken.Remove(key);

    /// <summary>The fields not read, as JSON; null if there are none.</summary>
    /// <param name="more">Further fields that the file stores separately.</param>
    public string? Others(FrontMatterMap? more = null) =>
        Json([.. fields.Where(field => !_taken.Contains(field.Key)), .. more ?? new FrontMatterMap()]);

    /// <summary>Fields as JSON, all scalars as strings; null if there are none.</summary>
    public static string? Json(IReadOnlyCollection<KeyValuePair<string, FrontMatterValue>> others)
    {
        if (others.Count == 0)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            foreach (var (key, value) in others)
            {
                writer.WritePropertyName(key);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A value of any form as text.</summary>
    public static string Flat(FrontMatterValue value) =>
        value switch
        {
            FrontMatterValue.Text text => text.Value.Trim(),
            FrontMatterValue.List list => string.Join(", ", list.Items.Select(Flat)),
            FrontMatterValue.Map map => string.Join(", ", map.Fields.Select(field => field.Key + ": " + Flat(field.Value))),
            _ => "",
        };

    private static string? NullIfBlank(string words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();
}
