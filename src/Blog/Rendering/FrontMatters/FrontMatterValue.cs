using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Blog.Rendering.FrontMatters;

/// <summary>
/// A front matter value. Scalars preserve the original text: <c>title: 1.0</c> is <c>1.0</c>, <c>title: yes</c> is <c>yes</c>.
/// </summary>
public abstract record FrontMatterValue
{
    private FrontMatterValue() { }

    /// <summary>A scalar.</summary>
    /// <param name="Value">Its text; empty if nothing was written.</param>
    /// <param name="Quoted">True if the author quoted it.</param>
    public sealed record Text(string Value, bool Quoted = false) : FrontMatterValue;

    /// <summary>A list.</summary>
    public sealed record List(IReadOnlyList<FrontMatterValue> Items) : FrontMatterValue;

    /// <summary>A map.</summary>
    public sealed record Map(FrontMatterMap Fields) : FrontMatterValue;

    /// <summary>Writes the value as JSON, to be stored with a post.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        switch (this)
        {
            case Text text:
                writer.WriteStringValue(text.Value);
                break;
            case List list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    item.WriteTo(writer);
                }

                writer.WriteEndArray();
                break;
            case Map map:
                writer.WriteStartObject();
                foreach (var (key, value) in map.Fields)
                {
                    writer.WritePropertyName(key);
                    value.WriteTo(writer);
                }

                writer.WriteEndObject();
                break;
        }
    }
}

/// <summary>Fields in the order of the file, looked up case-insensitively.</summary>
public sealed class FrontMatterMap : IEnumerable<KeyValuePair<string, FrontMatterValue>>
{
    public static readonly FrontMatterMap Empty = new();

    private readonly OrderedDictionary<string, FrontMatterValue> _fields = new(StringComparer.OrdinalIgnoreCase);

    public int Count => _fields.Count;

    public bool TryGet(string key, [NotNullWhen(true)] out FrontMatterValue? value) => _fields.TryGetValue(key, out value);

    /// <summary>True if the field is present, even without a value.</summary>
    public bool Has(string key) => _fields.ContainsKey(key);

    /// <summary>Sets a field; of two with the same name the later wins, as in the tools that the files come from.</summary>
    /// <returns>False if it was already set.</returns>
    internal bool Set(string key, FrontMatterValue value)
    {
        var isNew = !_fields.ContainsKey(key);
        _fields[key] = value;
        return isNew;
    }

    public IEnumerator<KeyValuePair<string, FrontMatterValue>> GetEnumerator() => _fields.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
