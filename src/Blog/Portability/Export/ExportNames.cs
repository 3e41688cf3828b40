using System.Security.Cryptography;
using System.Text;
using Blog.Data.Addresses;

namespace Blog.Portability.Export;

/// <summary>Names of the files of an export. A post's file is named by its address, which no other post has.</summary>
internal static class ExportNames
{
    /// <summary>Name of the list of what was written; a folder with it is an export of this program.</summary>
    public const string List = "blog-export.jsonl";

    public const string Posts = "source/_posts/";
    public const string Drafts = "source/_drafts/";
    public const string Trash = "source/_trash/";
    public const string Pages = "source/pages/";
    public const string Settings = "data/settings.yaml";
    public const string PostData = "data/posts.jsonl";
    public const string Authors = "data/authors.jsonl";
    public const string Tags = "data/tags.jsonl";
    public const string Categories = "data/categories.jsonl";
    public const string Friends = "data/friends.jsonl";
    public const string Series = "data/series.jsonl";
    public const string Snippets = "data/snippets.jsonl";
    public const string Media = "data/media.jsonl";
    public const string Redirects = "data/redirects.jsonl";
    public const string Counts = "data/counts.jsonl";
    public const string Comments = "data/comments.jsonl";

    /// <summary>In bytes of UTF-8; file systems allow 255, and tools that work on the file add to the name.</summary>
    private const int MaxSegment = 120;

    /// <summary>Names that Windows keeps for devices, whatever their extension.</summary>
    private static readonly HashSet<string> Devices = Enumerable
        .Range(0, 10)
        .SelectMany(number => new[] { $"com{number}", $"lpt{number}" })
        .Concat(["con", "prn", "aux", "nul"])
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The file of a post, below a folder.</summary>
    /// <param name="address">Decoded path.</param>
    public static string Of(string folder, string address)
    {
        var segments = address.Trim('/').Split('/');
        var safe = segments.Select(Safe).ToArray();
        var isChanged = !safe.SequenceEqual(segments, StringComparer.Ordinal);
        // Two addresses may differ in just what was replaced.
        return folder + string.Join('/', safe) + (isChanged ? "-" + Mark(address) : "") + ".md";
    }

    /// <summary>The file of an image: its public path, so that no text has to change.</summary>
    /// <param name="path">Its decoded public path, relative to the base path.</param>
    public static string OfMedia(string path) => "source" + path;

    private static string Safe(string segment)
    {
        var text = new StringBuilder();
        foreach (var rune in segment.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            text.Append(
                Rune.IsControl(rune) || rune.Value is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' ? "-" : rune.ToString()
            );
        }

        var name = text.ToString().TrimEnd('.', ' ');
        // A point at the beginning hides a file, and an underscore keeps a folder out of Hexo's and Jekyll's pages.
        name = name.Length == 0 || name[0] is '.' or '_' || Devices.Contains(name.Split('.')[0]) ? "-" + name.TrimStart('.', '_') : name;
        while (Encoding.UTF8.GetByteCount(name) > MaxSegment)
        {
            name = name[..^(char.IsLowSurrogate(name[^1]) ? 2 : 1)];
        }

        return name;
    }

    private static string Mark(string address) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PostAddress.KeyOf(address))).AsSpan(0, 4));
}
