using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Blog.Caching.Pages;

/// <summary>Chooses the coding of a response (RFC 9110, section 12.5.3).</summary>
public static class ContentCoding
{
    public const string Brotli = "br";
    public const string Gzip = "gzip";

    /// <summary>No coding.</summary>
    public const string Identity = "";

    /// <summary>Browsers send few different values; a client that sends many of them fills this no further.</summary>
    private const int Remembered = 100;

    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    /// <summary>The only coding that the response may have: one of the constants.</summary>
    public static string Of(StringValues accepted)
    {
        if (accepted.Count != 1)
        {
            return accepted.Count == 0 ? Identity : Parse(accepted);
        }

        var value = accepted[0] ?? "";
        if (Known.TryGetValue(value, out var coding))
        {
            return coding;
        }

        coding = Parse(accepted);
        if (Known.Count < Remembered)
        {
            Known.TryAdd(value, coding);
        }

        return coding;
    }

    private static string Parse(StringValues accepted)
    {
        if (!StringWithQualityHeaderValue.TryParseList(accepted, out var codings))
        {
            return Identity;
        }

        bool Takes(string coding) =>
            codings.Any(one => one.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && one.Quality is null or > 0);
        return Takes(Brotli) ? Brotli
            : Takes(Gzip) ? Gzip
            : Identity;
    }
}
