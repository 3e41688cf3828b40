using System.Text;
using Blog.Rendering.Text;

namespace Blog.Data.Addresses;

/// <summary>
/// The path of a post: stored complete and decoded (<c>/how-to-x</c>, <c>/2021/05/03/y.html</c>), exactly as the author gave it.
/// </summary>
public readonly record struct PostAddress
{
    /// <summary>Maximum length in characters; browsers and proxies support several times that.</summary>
    public const int MaxLength = 400;

    private readonly string? _value;

    private PostAddress(string value) => _value = value;

    /// <summary>The decoded path, beginning with a slash.</summary>
    public string Value => _value ?? "/";

    /// <summary>The normalized form shared by all spellings of an address; see <see cref="KeyOf"/>.</summary>
    public string Key => KeyOf(Value);

    /// <summary>The path percent-encoded (RFC 3986), for links and headers.</summary>
    public string Href => Encode(Value);

    /// <summary>Parses an address given by a person or a file.</summary>
    /// <param name="path">A decoded path; a missing leading slash is added.</param>
    /// <param name="editionCodes">The site's edition codes: <c>/en/tags</c> is as reserved as <c>/tags</c>.</param>
    /// <param name="address">The address, if valid.</param>
    /// <param name="mayBeReserved">True for an address that already exists here or elsewhere: it may start with a reserved segment that is
    /// not protected.</param>
    /// <returns>Why it is invalid; null if it is valid.</returns>
    public static AddressError? TryCreate(
        string? path,
        IReadOnlyCollection<string> editionCodes,
        out PostAddress address,
        bool mayBeReserved = false
    )
    {
        address = default;
        var text = UnicodeNormalization.Of((path ?? "").Trim(), NormalizationForm.FormC);
        text = text.StartsWith('/') ? text : "/" + text;
        if (text.Length > MaxLength)
        {
            return AddressError.TooLong;
        }

        // One slash at each end is part of the address; a second one is an empty segment: browsers read //evil.example/x as another host.
        var segments = (text.Length > 1 && text.EndsWith('/') ? text[1..^1] : text[1..]).Split('/');
        if (
            segments.Any(segment => segment.Length == 0 || segment is "." or "..")
            || text.Any(c => char.IsControl(c) || c is '\\' or '\uFFFD')
        )
        {
            return AddressError.Malformed;
        }

        if (FindOwner(text, segments, editionCodes, mayBeReserved) is { } owned)
        {
            return owned;
        }

        address = new PostAddress(text);
        return null;
    }

    private static AddressError? FindOwner(string text, string[] segments, IReadOnlyCollection<string> editionCodes, bool mayBeReserved)
    {
        var own = editionCodes.Contains(segments[0], StringComparer.OrdinalIgnoreCase) ? segments[1..] : segments;
        if (own.Length == 0 || string.Equals(KeyOf(text), "/", StringComparison.Ordinal))
        {
            return AddressError.Reserved;
        }

        var first = own[0].ToLowerInvariant();
        if (!ReservedSegments.Holds(first))
        {
            return null;
        }

        return !mayBeReserved ? AddressError.Reserved
            : ReservedSegments.IsProtected(first) ? AddressError.Protected
            : ReservedSegments.MayBeOverridden(text, editionCodes) ? null
            : AddressError.Reserved;
    }

    /// <summary>For the database mapping only.</summary>
    internal static PostAddress Stored(string text) => new(text);

    /// <summary>Normalizes variations in spelling: Unicode form (NFC), letter case, the trailing slash, <c>index.html</c>.</summary>
    public static string KeyOf(string path)
    {
        var key = UnicodeNormalization.Of(path, NormalizationForm.FormC).ToLowerInvariant();
        if (key.EndsWith("/index.html", StringComparison.Ordinal))
        {
            key = key[..^"index.html".Length];
        }

        key = key.TrimEnd('/');
        return key.Length == 0 ? "/" : key;
    }

    /// <summary>Percent-encodes a decoded path, segment by segment.</summary>
    public static string Encode(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    public override string ToString() => Value;
}

/// <summary>Why a text is not a valid address.</summary>
public enum AddressError
{
    /// <summary>Longer than <see cref="PostAddress.MaxLength"/>.</summary>
    TooLong,

    /// <summary>An empty or dot segment, a control character or a backslash.</summary>
    Malformed,

    /// <summary>Its first segment (after an edition code) is reserved.</summary>
    Reserved,

    /// <summary>As <see cref="Reserved"/>, and protected, so that not even an imported post may be there.</summary>
    Protected,
}
