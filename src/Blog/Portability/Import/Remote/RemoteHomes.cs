using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Posts.Drafts;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import.Remote;

/// <summary>
/// Which images of other hosts have been fetched, in a file that grows by a line for each: an import that was killed goes on where it
/// stopped, and none fetches an image again. Without the file, or where an image has been deleted here, it is fetched anew.
/// </summary>
public sealed class RemoteHomes
{
    private const string FileName = "fetched-images.jsonl";

    private readonly string _path;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, MediaFile> _files = new(StringComparer.Ordinal);
    private bool _endsInsideLine;

    private RemoteHomes(string path) => _path = path;

    /// <summary>Reads the file; of images that are still here.</summary>
    public static async Task<RemoteHomes> ReadAsync(DataFolder folder, BlogDb db, CancellationToken cancellationToken)
    {
        var homes = new RemoteHomes(Path.Combine(folder.Imports, FileName));
        if (!File.Exists(homes._path))
        {
            return homes;
        }

        var text = await File.ReadAllTextAsync(homes._path, cancellationToken);
        homes._endsInsideLine = text.Length > 0 && !text.EndsWith('\n');
        var lines = text.Split('\n').Select(Parse).OfType<Line>().ToList();
        var rows = await db.Media.AsNoTracking().ToDictionaryAsync(file => file.Id, StringComparer.Ordinal, cancellationToken);
        foreach (var line in lines)
        {
            if (rows.TryGetValue(line.Media, out var file))
            {
                homes._files[line.Address] = file;
            }
        }

        return homes;
    }

    /// <summary>The image that was fetched from an address; null if none was.</summary>
    public MediaFile? Find(RemoteImage image)
    {
        lock (_lock)
        {
            return _files.GetValueOrDefault(KeyOf(image));
        }
    }

    /// <summary>Notes that an image was fetched. Thread-safe.</summary>
    /// <exception cref="IOException">The disk is full or read-only.</exception>
    public void Add(RemoteImage image, MediaFile file)
    {
        lock (_lock)
        {
            var key = KeyOf(image);
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            File.AppendAllText(_path, (_endsInsideLine ? "\n" : "") + JsonSerializer.Serialize(new Line(key, file.Id)) + "\n");
            _endsInsideLine = false;
            _files[key] = file;
        }
    }

    /// <summary>What two addresses of one image have in common: the fragment is never sent; what is embedded in a text is long.</summary>
    public static string KeyOf(RemoteImage image)
    {
        var address = image.IsInText ? image.Address : image.Absolute.Split('#')[0];
        return image.IsInText ? "data:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address))) : address;
    }

    /// <summary>A line of another version, or half a line, is none.</summary>
    private static Line? Parse(string line)
    {
        try
        {
            return line.Length > 0 && JsonSerializer.Deserialize<Line>(line) is { Address: not null, Media: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Line(string Address, string Media);
}
