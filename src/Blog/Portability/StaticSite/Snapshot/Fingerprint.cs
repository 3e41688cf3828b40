using System.Security.Cryptography;
using System.Text;

namespace Blog.Portability.StaticSite.Snapshot;

/// <summary>One short text that differs whenever one of many values does.</summary>
internal sealed class Fingerprint
{
    private readonly StringBuilder _values = new();

    /// <summary>Of a few values.</summary>
    public static string Of(params ReadOnlySpan<object?> values)
    {
        var all = new Fingerprint();
        foreach (var value in values)
        {
            all.Add(value);
        }

        return all.ToString();
    }

    /// <summary>Adds a value; their order counts.</summary>
    public Fingerprint Add(object? value)
    {
        // Null is not the empty text, and no value can contain the separator: control characters are refused everywhere.
        _values.Append(value is null ? "\u001e" : Convert.ToString(value, CultureInfo.InvariantCulture)).Append('\u001f');
        return this;
    }

    public Fingerprint AddAll(IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            Add(value);
        }

        return Add(null);
    }

    public override string ToString() => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(_values.ToString())).AsSpan(0, 15));
}
