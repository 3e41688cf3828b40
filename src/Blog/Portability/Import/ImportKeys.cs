namespace Blog.Portability.Import;

/// <summary>What identifies the file of a post from one import to the next.</summary>
internal static class ImportKeys
{
    private const string Prefix = "markdown:";

    /// <summary>The key of a file.</summary>
    /// <param name="path">Relative to the folder of the site's texts.</param>
    public static string Of(string path) => Prefix + path;

    /// <summary>The path in a key.</summary>
    public static string PathOf(string key) => key.StartsWith(Prefix, StringComparison.Ordinal) ? key[Prefix.Length..] : key;
}
