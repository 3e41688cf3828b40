using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Blog.Rendering.Output;

namespace Blog.Rendering.Html;

/// <summary>Checks the values of attributes that the allowlist accepted.</summary>
internal static partial class AttributeSanitizer
{
    private static readonly FrozenSet<string> Languages = CultureInfo
        .GetCultures(CultureTypes.NeutralCultures)
        .Select(culture => culture.TwoLetterISOLanguageName)
        .Where(name => name.Length == 2 && name != "iv")
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Cleans every element of a tree; of two equal ids the first stays.</summary>
    public static void Clean(IElement body, Placeholders placeholders)
    {
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var element in body.AllElements())
        {
            if (
                placeholders.Find(element.ClassName) is not null
                || element.ClassName == placeholders.MoreClass
                || element.ClassName == placeholders.ContentsClass
            )
            {
                continue;
            }

            foreach (var attribute in element.Attributes.ToArray())
            {
                Apply(element, attribute.Name, Value(element, attribute.Name, attribute.Value, placeholders, ids));
            }
        }
    }

    private static void Apply(IElement element, string name, string? value)
    {
        if (value is null)
        {
            element.RemoveAttribute(name);
        }
        else if (!string.Equals(element.GetAttribute(name), value, StringComparison.Ordinal))
        {
            element.SetAttribute(name, value);
        }
    }

    /// <summary>The sanitized value; null to remove the attribute.</summary>
    private static string? Value(IElement element, string name, string value, Placeholders placeholders, HashSet<string> ids)
    {
        var named = HtmlRules.Attributes.GetValueOrDefault(element.LocalName);
        if (!HtmlRules.Everywhere.Contains(name) && named?.Contains(name) != true)
        {
            return null;
        }

        return name switch
        {
            "class" => Classes(element, value),
            "id" => Id(value, placeholders, ids),
            "lang" or "hreflang" => Language(value),
            "dir" => value.ToLowerInvariant() is "ltr" or "rtl" or "auto" ? value.ToLowerInvariant() : null,
            "href" or "cite" => UrlPolicy.IsAllowed(value, media: false) ? value : null,
            "src" or "poster" => value.Length > 0 && UrlPolicy.IsAllowed(value, media: true) ? value : null,
            "srcset" => value.Split(',').All(part => UrlPolicy.IsAllowed(part.Trim().Split(' ')[0], media: true)) ? value : null,
            "width" or "height" or "colspan" or "rowspan" or "value" or "start" => Number(value),
            "type" when element.LocalName == "ol" => value is "1" or "a" or "A" or "i" or "I" ? value : null,
            "type" => MediaType().IsMatch(value) ? value : null,
            "sizes" or "media" => MediaQuery().IsMatch(value) ? value : null,
            "scope" => value.ToLowerInvariant() is "row" or "col" or "rowgroup" or "colgroup" ? value.ToLowerInvariant() : null,
            "preload" => value is "none" or "metadata" or "auto" ? value : null,
            "datetime" => Date().IsMatch(value) && DateOnly.TryParse((value + "-01").AsSpan(0, 10), CultureInfo.InvariantCulture, out _)
                ? value
                : null,
            "aria-label" => element.ClassName == "footnote-back-ref" ? value : null,
            "controls" or "loop" or "muted" or "open" or "reversed" => "",
            _ => value,
        };
    }

    private static string? Classes(IElement element, string value)
    {
        var kept = value
            .Split([' ', '\t', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries)
            .Where(name => HtmlRules.Classes.Contains(name) || (element.LocalName == "code" && LanguageClass().IsMatch(name)))
            .Distinct(StringComparer.Ordinal);
        var joined = string.Join(' ', kept);
        return joined.Length == 0 ? null : joined;
    }

    private static string? Id(string value, Placeholders placeholders, HashSet<string> ids)
    {
        var own = value.StartsWith(placeholders.Token + "-", StringComparison.Ordinal);
        var id = own ? value[(placeholders.Token.Length + 1)..] : value;
        var allowed =
            own
            || (
                id.Length is > 0 and <= 100
                && !id.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
                && !id.StartsWith("fn", StringComparison.OrdinalIgnoreCase)
                && !HtmlRules.ReservedIds.Contains(id)
            );
        return allowed && ids.Add(id) ? id : null;
    }

    // HTML checkers validate against the language registry; .NET knows enough of it.
    private static string? Language(string value) => LanguageTag().IsMatch(value) && Languages.Contains(value.Split('-')[0]) ? value : null;

    private static string? Number(string value) => value.Length is > 0 and < 6 && value.All(char.IsAsciiDigit) ? value : null;

    [GeneratedRegex(
        "^[A-Za-z]{2,3}(-(Hans|Hant|Latn|Cyrl|Arab|CN|TW|HK|MO|SG|US|GB|CA|AU|JP|KR|DE|FR|ES|BR|PT|RU))*$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex LanguageTag();

    [GeneratedRegex("^(image|audio|video)/[a-z0-9.+-]+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MediaType();

    [GeneratedRegex("^[a-z0-9 ,.():%-]+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MediaQuery();

    [GeneratedRegex("^language-[A-Za-z0-9+#._-]{1,40}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex LanguageClass();

    [GeneratedRegex(
        "^[0-9]{4}-[0-9]{2}(-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,3})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?)?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Date();
}
