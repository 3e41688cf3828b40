using System.Text.Json;
using System.Text.Json.Serialization;

namespace Blog.Storage.DataDirectory;

/// <summary>
/// A small file of this machine's own notes, read again at each call, since a command may have written it. Where the disk cannot save one,
/// it is kept in memory until the process ends or the disk accepts it.
/// </summary>
public sealed class StateFile<T>(string path)
    where T : class, new()
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Lock _turn = new();
    private T? _unwritten;

    /// <summary>What was noted; an empty note where there is none, or none that can be read.</summary>
    public T Read()
    {
        if (_unwritten is { } notes)
        {
            return notes;
        }

        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Json) ?? new T() : new T();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return new T();
        }
    }

    public void Write(Func<T, T> change)
    {
        lock (_turn)
        {
            var notes = _unwritten = change(Read());
            var half = path + ".half";
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(half, JsonSerializer.SerializeToUtf8Bytes(notes, Json));
                File.Move(half, path, overwrite: true);
                _unwritten = null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Most likely a full disk. The partial file is overwritten by the next write.
            }
        }
    }
}
