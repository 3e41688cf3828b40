using System.Text.Json;

namespace Blog.Portability.Import.Backups;

/// <summary>
/// Reads the objects in arrays of a JSON file one by one, so that memory does not grow with the file: the rows of tables, as most backups
/// have them.
/// </summary>
/// <param name="wants">Whether the array with a name is read; the name is empty for the outermost.</param>
internal sealed class JsonRows(string path, Func<string, bool> wants) : IDisposable
{
    /// <summary>The largest object, in bytes.</summary>
    private const int MaxRow = 64 << 20;

    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly FileStream _file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
    private readonly Stack<(bool IsArray, string Name)> _open = new();
    private JsonReaderState _state = new(Options);
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _isLast;
    private bool _hasBegun;
    private string _name = "";

    public void Dispose() => _file.Dispose();

    /// <summary>The rows, each with the name of its array.</summary>
    /// <exception cref="JsonException">The file is broken there.</exception>
    public IEnumerable<(string Table, JsonElement Row)> Read()
    {
        while (Next() is { } found)
        {
            yield return found;
        }
    }

    private (string Table, JsonElement Row)? Next()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isLast, _state);
            while (true)
            {
                var before = reader;
                if (!reader.Read())
                {
                    break;
                }

                if (reader.TokenType == JsonTokenType.StartObject && _open.TryPeek(out var within) && within.IsArray && wants(within.Name))
                {
                    if (!JsonDocument.TryParseValue(ref reader, out var document))
                    {
                        reader = before; // the rest of it is still to be read
                        break;
                    }

                    using (document)
                    {
                        Keep(reader);
                        return (within.Name, document.RootElement.Clone());
                    }
                }

                Note(ref reader);
            }

            Keep(reader);
            if (!Fill())
            {
                return null;
            }
        }
    }

    private void Note(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _name = reader.GetString()!;
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                _open.Push((reader.TokenType == JsonTokenType.StartArray, _name));
                _name = "";
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _open.Pop();
                break;
        }
    }

    private void Keep(Utf8JsonReader reader)
    {
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    private bool Fill()
    {
        if (_isLast)
        {
            return false;
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_end, _start) = (_end - _start, 0);
        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= MaxRow)
            {
                throw new JsonException($"a value is longer than {MaxRow >> 10} KB");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = _file.Read(_buffer, _end, _buffer.Length - _end);
        _isLast = read == 0;
        _end += read;
        if (!_hasBegun && _end >= 3)
        {
            _hasBegun = true;
            _start = _buffer.AsSpan(0, 3).SequenceEqual("\uFEFF"u8) ? 3 : 0;
        }

        return true;
    }
}
