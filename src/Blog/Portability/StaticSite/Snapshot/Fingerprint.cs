using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Blog.Portability.StaticSite.Snapshot;

/// <summary>One short text that differs whenever one of many values does.</summary>
internal sealed class Fingerprint
{
    private const int Usual = 1024;

    // A run makes tens of thousands of them: their room is used again.
    private char[] _values = ArrayPool<char>.Shared.Rent(Usual);
    private int _length;
    private string? _made;

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
    /// <exception cref="InvalidOperationException">It has been made already.</exception>
    public Fingerprint Add(object? value)
    {
        // Null is not the empty text, and no value can contain the separator: control characters are refused everywhere.
        Append(value is null ? "\u001e" : value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture)!);
        return this;
    }

    public Fingerprint AddAll(IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            Append(value);
        }

        return Add(null);
    }

    public override string ToString() => _made ??= Make();

    private string Make()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(_values.AsSpan(0, _length)), hash);
        ArrayPool<char>.Shared.Return(_values);
        _values = [];
        return Convert.ToBase64String(hash[..15]);
    }

    private void Append(string text)
    {
        if (_made is not null)
        {
            throw new InvalidOperationException("A fingerprint that has been made takes no more values.");
        }

        if (_length + text.Length + 1 > _values.Length)
        {
            var larger = ArrayPool<char>.Shared.Rent(Math.Max(_values.Length * 2, _length + text.Length + 1));
            _values.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<char>.Shared.Return(_values);
            _values = larger;
        }

        text.CopyTo(_values.AsSpan(_length));
        _length += text.Length;
        _values[_length++] = '\u001f';
    }
}
