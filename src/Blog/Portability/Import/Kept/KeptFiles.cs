using System.Security.Cryptography;
using System.Text;
using Blog.Data;
using Blog.Storage.DataDirectory;

namespace Blog.Portability.Import.Kept;

/// <summary>
/// Copies the files that posts link and that cannot be attachments (programs, web pages, what is too large) into the data folder, so that
/// nothing is lost with the old checkout. No address leads there. Each is below a folder that is named by the import, at its path in the
/// old site.
/// </summary>
/// <param name="data">The data folder.</param>
/// <param name="siteRoot">Absolute path of the old site; only files below it are copied.</param>
/// <param name="isDryRun">Copies nothing.</param>
public sealed class KeptFiles(DataFolder data, string siteRoot, bool isDryRun)
{
    /// <summary>The largest file that is copied, in bytes.</summary>
    public const long MaxBytes = 256L * 1024 * 1024;

    /// <summary>How much one run copies at most, in bytes.</summary>
    public const long MaxTotal = 2L * 1024 * 1024 * 1024;

    private const int Megabyte = 1024 * 1024;

    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _kinds = new(StringComparer.Ordinal);
    private long _total;

    /// <summary>The folder in the data folder, relative to it: two sites of one name have two.</summary>
    public string Name { get; } =
        DataFolder.ImportsName
        + "/files/"
        + Slug.From(Path.GetFileName(siteRoot), "import").Value
        + "-"
        + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(siteRoot)).AsSpan(0, 4));

    /// <summary>The largest file that is copied, in bytes; smaller in tests.</summary>
    internal long Largest { get; init; } = MaxBytes;

    /// <summary>How much is copied at most, in bytes; smaller in tests.</summary>
    internal long Most { get; init; } = MaxTotal;

    /// <summary>What was kept, in one line for the report; null if there was nothing.</summary>
    public string? Summary =>
        _kinds.Count == 0
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{_kinds.Values.Sum()} files that posts link are no images ")
                + $"({string.Join(", ", _kinds.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Value} {kind.Key}")))}): "
                + (isDryRun ? "they would be kept" : "they are kept")
                + $" in {Name} of the data folder, where no reader sees them";

    /// <summary>Copies a file, each once.</summary>
    /// <param name="path">Absolute path of an existing file that may be read.</param>
    /// <param name="name">Its path in the old site, with forward slashes.</param>
    /// <returns>What became of it, to follow the name of the file.</returns>
    public string Keep(string path, string name)
    {
        if (!_told.TryGetValue(path, out var told))
        {
            _told[path] = told = TryKeep(path, name);
        }

        return told;
    }

    private string TryKeep(string path, string name)
    {
        var target = Path.GetFullPath(Path.Combine(data.Root, Name, name));
        if (!target.StartsWith(Path.Combine(data.Root, Name) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return "is outside the site: not kept";
        }

        var file = new FileInfo(path);
        if (file.Length > Largest)
        {
            return string.Create(CultureInfo.InvariantCulture, $"is larger than {Largest / Megabyte} MB: not kept, so copy it yourself");
        }

        if (_total + file.Length > Most)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"is beyond the {Most / Megabyte} MB that an import keeps: not kept, so copy it yourself"
            );
        }

        try
        {
            var isThere = new FileInfo(target) is { Exists: true } before && IsSame(before, file);
            if (!isDryRun && !isThere)
            {
                Copy(file, target);
            }
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return $"could not be kept: {failed.Message}";
        }

        _total += file.Length;
        var kind = file.Extension.Length > 1 ? file.Extension[1..].ToUpperInvariant() : "others";
        _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
        return $"cannot be on the blog yet: {(isDryRun ? "would be kept" : "kept")} as {Name}/{name}";
    }

    private static bool IsSame(FileInfo one, FileInfo other) =>
        one.Length == other.Length && one.LastWriteTimeUtc == other.LastWriteTimeUtc && one.LinkTarget is null;

    /// <summary>The copy is complete before it has its name, so that a killed run leaves no half file.</summary>
    private void Copy(FileInfo file, string target)
    {
        Directory.CreateDirectory(data.Temporary);
        var temporary = Path.Combine(data.Temporary, Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using (var from = file.OpenRead())
            using (var to = new FileStream(temporary, options))
            {
                from.CopyTo(to);
                to.Flush(flushToDisk: true);
            }

            File.SetLastWriteTimeUtc(temporary, file.LastWriteTimeUtc);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
