using System.Net;
using System.Text.RegularExpressions;

namespace Blog.Rendering.Html;

/// <summary>Finds the addresses in raw HTML that a page loads or a reader follows, with their places.</summary>
internal static partial class HtmlTargets
{
    /// <summary>The attributes with addresses, by element.</summary>
    private static readonly Dictionary<string, string[]> Attributes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["a"] = ["href"],
        ["area"] = ["href"],
        ["img"] = ["src"],
        ["source"] = ["src", "srcset"],
        ["video"] = ["src", "poster"],
        ["audio"] = ["src"],
        ["track"] = ["src"],
        ["embed"] = ["src"],
        ["iframe"] = ["src"],
        ["object"] = ["data"],
    };

    /// <summary>Finds them, in order; not in comments, scripts and styles.</summary>
    public static IEnumerable<HtmlTarget> In(string html)
    {
        foreach (Match tag in Tag().Matches(html))
        {
            var element = tag.Groups["element"];
            if (!element.Success || !Attributes.TryGetValue(element.Value, out var names))
            {
                continue;
            }

            var all = Attribute().Matches(tag.Groups["attributes"].Value).ToList();
            var alt = all.Find(one => one.Groups["name"].Value.Equals("alt", StringComparison.OrdinalIgnoreCase));
            foreach (
                var one in all.Where(one =>
                        one.Groups["value"].Success && names.Contains(one.Groups["name"].Value, StringComparer.OrdinalIgnoreCase)
                    )
                    .DistinctBy(one => one.Groups["name"].Value.ToLowerInvariant()) // browsers take the first one
            )
            {
                var value = one.Groups["value"];
                var start = tag.Groups["attributes"].Index + value.Index;
                var found = new HtmlTarget(
                    element.Value.ToLowerInvariant(),
                    one.Groups["name"].Value.ToLowerInvariant(),
                    value.Value,
                    start,
                    value.Length,
                    alt is null ? "" : WebUtility.HtmlDecode(alt.Groups["value"].Value)
                );
                foreach (var target in found.Attribute == "srcset" ? Candidates(found) : [found])
                {
                    yield return target with
                    {
                        Url = WebUtility.HtmlDecode(target.Url),
                    };
                }
            }
        }
    }

    /// <summary>The addresses of a set of images; each may be followed by a width or a density.</summary>
    private static IEnumerable<HtmlTarget> Candidates(HtmlTarget set) =>
        Candidate()
            .Matches(set.Url)
            .Select(match => match.Groups["url"])
            .Select(url => set with { Url = url.Value, Start = set.Start + url.Index, Length = url.Length });

    [GeneratedRegex(
        """<!--.*?-->|<script\b.*?</script|<style\b.*?</style"""
            + """|<(?<element>[a-z]+)(?<attributes>[\s/](?:[^>"']|"[^"]*"|'[^']*')*)>""",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Tag();

    [GeneratedRegex(
        """(?<name>[^\s"'<>/=]+)(?:\s*=\s*(?:"(?<value>[^"]*)"|'(?<value>[^']*)'|(?<value>[^\s"'>]+)))?""",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Attribute();

    [GeneratedRegex(
        @"(?<url>[^\s,][^\s]*[^\s,]|[^\s,])(?:\s+[0-9.]+[wxh])*\s*(?:,|$)",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Candidate();
}

/// <summary>An address in an attribute.</summary>
/// <param name="Element">In lower case.</param>
/// <param name="Attribute">In lower case.</param>
/// <param name="Url">Decoded.</param>
/// <param name="Start">Offset in the HTML.</param>
/// <param name="Length">Length in characters, without quotes.</param>
/// <param name="Alt">Alternative text of the element.</param>
internal sealed record HtmlTarget(string Element, string Attribute, string Url, int Start, int Length, string Alt)
{
    /// <summary>True for what can only be an image.</summary>
    public bool IsImage => Element == "img" || Attribute is "srcset" or "poster";
}
