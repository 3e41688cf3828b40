using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Blog.Rendering.FrontMatters;

/// <summary>A value of a head. Scalars keep the words as written: <c>title: 1.0</c> is <c>1.0</c>, <c>title: yes</c> is <c>yes</c>.</summary>
public abstract record FrontMatterValue
{
    private FrontMatterValue() { }

    /// <summary>A scalar.</summary>
    /// <param name="Value">Its words; empty where nothing was written.</param>
    /// <param name="Quoted">True where the author quoted it.</param>
    public sealed record Text(string Value, bool Quoted = false) : FrontMatterValue;

    /// <summary>A list.</summary>
    /// <param name="Items">Its items, in order.</param>
    public sealed record List(IReadOnlyList<FrontMatterValue> Items) : FrontMatterValue;

    /// <summary>A map.</summary>
    /// <param name="Fields">Its fields, in order.</param>
    public sealed record Map(FrontMatterMap Fields) : FrontMatterValue;

    /// <summary>Writes the value as JSON, to be kept with a post.</summary>
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

/// <summary>Fields in the order of the file, found without regard to letter case.</summary>
public sealed class FrontMatterMap : IEnumerable<KeyValuePair<string, FrontMatterValue>>
{
    private readonly OrderedDictionary<string, FrontMatterValue> _fields = new(StringComparer.OrdinalIgnoreCase);

    public int Count => _fields.Count;

    public bool TryGet(string key, [NotNullWhen(true)] out FrontMatterValue? value) => _fields.TryGetValue(key, out value);

    /// <summary>True where the field was written, even without a value.</summary>
    public bool Has(string key) => _fields.ContainsKey(key);

    /// <summary>Sets a field; of two with one name the later wins, as in the tools that the files come from.</summary>
    /// <returns>False where it was there before.</returns>
    internal bool Set(string key, FrontMatterValue value)
    {
        var isNew = !_fields.ContainsKey(key);
        _fields[key] = value;
        return isNew;
    }

    public IEnumerator<KeyValuePair<string, FrontMatterValue>> GetEnumerator() => _fields.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
