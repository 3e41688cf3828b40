using System.Text;

namespace Blog.Portability.Import.Backups;

/// <summary>
/// Reads values as PHP's <c>serialize</c> writes them: text, numbers and arrays, with lengths in bytes. Objects and references are refused:
/// no program but PHP should act on them.
/// </summary>
internal sealed class PhpValue
{
    private const int MaxDepth = 16;
    private const int MaxEntries = 10_000;

    private readonly byte[] _bytes;
    private int _at;
    private int _entries;

    private PhpValue(string text) => _bytes = Encoding.UTF8.GetBytes(text);

    /// <summary>
    /// The texts and numbers in an array, by path (<c>post.url</c>); null if the text is not well formed, or holds an object.
    /// </summary>
    public static IReadOnlyDictionary<string, string>? Read(string text)
    {
        var (reader, found) = (new PhpValue(text), new Dictionary<string, string>(StringComparer.Ordinal));
        return reader.Value("", found, 0) ? found : null;
    }

    private bool Value(string path, Dictionary<string, string> found, int depth)
    {
        if (depth > MaxDepth || ++_entries > MaxEntries || _at + 1 >= _bytes.Length)
        {
            return false;
        }

        switch ((char)_bytes[_at])
        {
            case 'N' when _bytes[_at + 1] == ';':
                _at += 2;
                return true;
            case 'b' or 'i' or 'd':
                return Until(';') is { } number && Keep(found, path, number);
            case 's':
                return Text() is { } text && Next(';') && Keep(found, path, text);
            case 'a':
                return Entries(path, found, depth);
            default:
                return false; // O, C, E, r, R
        }
    }

    private bool Entries(string path, Dictionary<string, string> found, int depth)
    {
        if (Length() is not { } count || !Next('{'))
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            var key = new Dictionary<string, string>(StringComparer.Ordinal);
            if (
                _at >= _bytes.Length
                || (char)_bytes[_at] is not ('i' or 's')
                || !Value("", key, depth + 1)
                || !Value(path.Length == 0 ? key[""] : path + "." + key[""], found, depth + 1)
            )
            {
                return false;
            }
        }

        return Next('}');
    }

    private static bool Keep(Dictionary<string, string> found, string path, string value)
    {
        found[path] = value;
        return true;
    }

    private string? Text()
    {
        if (Length() is not { } length || !Next('"') || length > _bytes.Length - _at)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(_bytes, _at, length);
        _at += length;
        return Next('"') ? text : null;
    }

    /// <summary>The number in <c>s:12:</c>.</summary>
    private int? Length() =>
        Until(':') is { } digits && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;

    /// <summary>What stands between the colon after a letter and an end.</summary>
    private string? Until(char end)
    {
        var stop = Array.IndexOf(_bytes, (byte)end, Math.Min(_bytes.Length, _at + 2));
        if (stop < 0 || _at + 1 >= _bytes.Length || _bytes[_at + 1] != ':' || stop - _at > 40)
        {
            return null;
        }

        var text = Encoding.ASCII.GetString(_bytes, _at + 2, stop - _at - 2);
        _at = stop + 1;
        return text;
    }

    private bool Next(char expected)
    {
        if (_at < _bytes.Length && _bytes[_at] == expected)
        {
            _at++;
            return true;
        }

        return false;
    }
}
