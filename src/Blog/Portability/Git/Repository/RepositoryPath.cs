using System.Text;

namespace Blog.Portability.Git.Repository;

/// <summary>Which paths of a repository may become paths on a disk.</summary>
internal static class RepositoryPath
{
    /// <summary>In bytes of UTF-8; file systems allow no more.</summary>
    private const int MaxName = 255;

    /// <summary>The database keeps no longer ones.</summary>
    public const int MaxPath = 1_000;

    public const int MaxDepth = 20;

    /// <summary>Whether a name of a file or folder stays in its folder on every system.</summary>
    public static bool IsSafeName(string name) =>
        name.Length > 0
        && name is not ("." or "..")
        && !IsGitFolder(name)
        && !name.Any(c => char.IsControl(c) || c is '/' or '\\' or '\uFFFD')
        && IsWellFormed(name)
        && Encoding.UTF8.GetByteCount(name) <= MaxName;

    /// <summary>By what two names are one on systems that ignore case or the Unicode form.</summary>
    public static string KeyOf(string path) => path.Normalize(NormalizationForm.FormC).ToUpperInvariant();

    private static bool IsGitFolder(string name) =>
        name.TrimEnd('.', ' ').Equals(".git", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("git~", StringComparison.OrdinalIgnoreCase);

    private static bool IsWellFormed(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }
}
