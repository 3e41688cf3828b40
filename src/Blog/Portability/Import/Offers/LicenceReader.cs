using System.Net;
using System.Text.RegularExpressions;
using Blog.Data.Settings;

namespace Blog.Portability.Import.Offers;

/// <summary>The licence that a configuration names: a key of a theme, words, a link or HTML with one.</summary>
internal static partial class LicenceReader
{
    /// <summary>Its name and address; null for what the text does not say.</summary>
    public static (string? Name, string? Url) Read(string? written, string? address)
    {
        var text = (written ?? "").Trim();
        var both = text + " " + (address ?? "");
        if (Zero().IsMatch(both))
        {
            return ("CC0 1.0", Licences.UrlOf("CC0 1.0"));
        }

        var match = CreativeCommons().Match(both);
        if (match.Success)
        {
            var (kind, version) = (match.Groups["kind"].Value.ToLowerInvariant(), match.Groups["version"].Value);
            version = version.Length > 0 ? version : "4.0"; // what themes show for a key such as by-nc-sa
            return ($"CC {kind.ToUpperInvariant()} {version}", $"https://creativecommons.org/licenses/{kind}/{version}/");
        }

        var plain = SettingRules.Line(WebUtility.HtmlDecode(Tag().Replace(text, "")));
        return plain.Length == 0 || plain is "true" or "false"
            ? (null, null)
            : (plain, string.IsNullOrWhiteSpace(address) ? null : address.Trim());
    }

    [GeneratedRegex(
        @"\b(cc[ -]?0|cc-zero|publicdomain/zero)\b",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Zero();

    [GeneratedRegex(
        @"(^|\bcc[ _-]*|licenses/)(?<kind>by(-nc)?(-sa|-nd)?)([ /_-]+(?<version>[1-4]\.[05]))?($|[^a-z-])",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex CreativeCommons();

    [GeneratedRegex("<[^<>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
