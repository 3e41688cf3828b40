using System.Text;
using Blog.Rendering;

namespace Blog.Data.Posts;

/// <summary>
/// The path at which a post answers: stored whole and decoded (<c>/how-to-x</c>, <c>/2021/05/03/y.html</c>), to the letter as its author gave it.
/// </summary>
public readonly record struct PostAddress
{
    /// <summary>Longest address in characters; browsers and proxies take several times that.</summary>
    public const int MaxLength = 400;

    private readonly string? value;

    private PostAddress(string value) => this.value = value;

    /// <summary>The decoded path, beginning with a slash.</summary>
    public string Value => value ?? "/";

    /// <summary>What all spellings of one address share: see <see cref="KeyOf"/>.</summary>
    public string Key => KeyOf(Value);

    /// <summary>The path percent-encoded (RFC 3986), for links and headers.</summary>
    public string Href => Encode(Value);

    /// <summary>Reads an address that a person or a file gave.</summary>
    /// <param name="path">A decoded path; a missing first slash is added.</param>
    /// <param name="editionCodes">The site's edition codes: <c>/en/tags</c> is as reserved as <c>/tags</c>.</param>
    /// <param name="address">The address, where it is one.</param>
    /// <returns>Why it is none; null where it is one.</returns>
    public static AddressFault? TryCreate(string? path, IReadOnlyCollection<string> editionCodes, out PostAddress address)
    {
        address = default;
        var text = NormalForm.Of((path ?? "").Trim(), NormalizationForm.FormC);
        text = text.StartsWith('/') ? text : "/" + text;
        if (text.Length > MaxLength)
        {
            return AddressFault.TooLong;
        }

        // One slash at each end is the address's own; a second one is an empty segment: browsers read //evil.example/x as another host.
        var segments = (text.Length > 1 && text.EndsWith('/') ? text[1..^1] : text[1..]).Split('/');
        if (segments.Any(segment => segment.Length == 0 || segment is "." or "..") || text.Any(c => char.IsControl(c) || c is '\\' or '\uFFFD'))
        {
            return AddressFault.Malformed;
        }

        var first = segments[0].ToLowerInvariant();
        if (editionCodes.Contains(first, StringComparer.OrdinalIgnoreCase))
        {
            if (segments.Length == 1)
            {
                return AddressFault.Reserved;
            }

            first = segments[1].ToLowerInvariant();
        }

        if (ReservedSegments.Holds(first) || string.Equals(KeyOf(text), "/", StringComparison.Ordinal))
        {
            return AddressFault.Reserved;
        }

        address = new PostAddress(text);
        return null;
    }

    /// <summary>The database mapping's way in.</summary>
    internal static PostAddress Stored(string text) => new(text);

    /// <summary>
    /// Folds what people and programs spell differently: Unicode form (NFC), letter case, the final slash, <c>index.html</c>.
    /// </summary>
    public static string KeyOf(string path)
    {
        var key = NormalForm.Of(path, NormalizationForm.FormC).ToLowerInvariant();
        if (key.EndsWith("/index.html", StringComparison.Ordinal))
        {
            key = key[..^"index.html".Length];
        }

        key = key.TrimEnd('/');
        return key.Length == 0 ? "/" : key;
    }

    /// <summary>Percent-encodes a decoded path, segment by segment.</summary>
    public static string Encode(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>Why a text is no address.</summary>
public enum AddressFault
{
    /// <summary>Longer than <see cref="PostAddress.MaxLength"/>.</summary>
    TooLong,

    /// <summary>An empty or dot segment, a control character or a backslash.</summary>
    Malformed,

    /// <summary>Its first segment (after an edition code) belongs to the system.</summary>
    Reserved,
}

/// <summary>First segments that the system owns: no post may take them.</summary>
public static class ReservedSegments
{
    /// <summary>Lower case; a snapshot test pins them.</summary>
    public static IReadOnlySet<string> All { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "page", "tags", "categories", "archives", "search", "feed.xml", "rss.xml", "feed.json", "feeds", "sitemap.xml", "robots.txt",
        "llms.txt", "opensearch.xml", "site.webmanifest", "favicon.ico", "media", "assets", "admin", "account", "setup", "preview", "api",
        "health", "metrics", "error", "apple-touch-icon.png",
    };

    /// <summary>Whether a segment in lower case is one of them, or a part of the sitemap (<c>sitemap-2.xml</c>).</summary>
    public static bool Holds(string segment) =>
        All.Contains(segment) || (segment.StartsWith("sitemap-", StringComparison.Ordinal) && segment.EndsWith(".xml", StringComparison.Ordinal) && segment["sitemap-".Length..^".xml".Length] is { Length: > 0 } part && part.All(char.IsAsciiDigit));
}
