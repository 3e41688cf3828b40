using System.Text;

namespace Blog.Portability.StaticSite.Files;

/// <summary>The file of each address, and what cannot have one.</summary>
/// <param name="basePath">Decoded path of the public address without a final slash; empty at the root of a host.</param>
internal sealed class FilePaths(string basePath)
{
    /// <summary>In bytes: what Linux file systems and others allow for one name.</summary>
    private const int MaxName = 255;

    /// <summary>Of one UTF-16 unit in UTF-8.</summary>
    private const int MostBytes = 3;

    private const string Index = "index.html";

    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly List<string> _refused = [];

    /// <summary>What has no file, one line each with the reason.</summary>
    public IReadOnlyList<string> Refused => _refused;

    /// <summary>The file of an address: a page is the <c>index.html</c> of a folder, unless its address names an HTML file.</summary>
    /// <param name="path">Decoded, without the base path.</param>
    /// <returns>Relative, with forward slashes.</returns>
    public string Of(string path, bool isHtml)
    {
        var whole = (basePath + path).TrimStart('/');
        return !isHtml || IsHtmlFile(whole) ? whole
            : whole.Length == 0 || whole.EndsWith('/') ? whole + Index
            : whole + "/" + Index;
    }

    /// <summary>Whether an address may have this file; the first one that claims it has it.</summary>
    /// <param name="path">The address.</param>
    /// <param name="isReported">Whether it is worth a line that it has none.</param>
    public bool TryClaim(string file, string path, bool isReported = true)
    {
        var problem = FindProblem(file);
        if (problem is not null && isReported)
        {
            _refused.Add($"{path}: {problem}");
        }

        return problem is null && Claim(file, path);
    }

    /// <summary>What a name cannot be in a folder that is copied to any system.</summary>
    private string? FindProblem(string file)
    {
        var key = KeyOf(file);
        var names = file.Split('/');
        if (file.Length * MostBytes > MaxName && Array.Exists(names, name => Encoding.UTF8.GetByteCount(name) > MaxName))
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"a part of it is longer than {MaxName} bytes, so that no file can have this name"
            );
        }

        if (Array.Exists(names, name => name is "" or "." or "..") || file.Contains('\\', StringComparison.Ordinal) || HasControl(file))
        {
            return "no file can have this name";
        }

        if (_owners.TryGetValue(key, out var owner))
        {
            return $"the file is that of {owner}";
        }

        if (_folders.Contains(key))
        {
            return "there are addresses below it, so that it is a folder and cannot be a file";
        }

        return FoldersOf(key).FirstOrDefault(_owners.ContainsKey) is { } above
            ? $"it is below {_owners[above]}, which is a file and cannot be a folder"
            : null;
    }

    private bool Claim(string file, string path)
    {
        var key = KeyOf(file);
        _owners.Add(key, path);
        _folders.UnionWith(FoldersOf(key));
        return true;
    }

    private static IEnumerable<string> FoldersOf(string key)
    {
        for (var slash = key.LastIndexOf('/'); slash > 0; slash = key.LastIndexOf('/', slash - 1))
        {
            yield return key[..slash];
        }
    }

    private static bool HasControl(string file)
    {
        foreach (var c in file)
        {
            if (char.IsControl(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Some file systems ignore letter case, and some store names in another Unicode form.</summary>
    private static string KeyOf(string file) => file.Normalize(NormalizationForm.FormC).ToLowerInvariant();

    private static bool IsHtmlFile(string path) =>
        path.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".htm", StringComparison.OrdinalIgnoreCase);
}
