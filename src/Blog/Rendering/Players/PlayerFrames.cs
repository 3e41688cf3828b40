using System.Net;
using System.Text.RegularExpressions;
using Blog.Rendering.Output;

namespace Blog.Rendering.Players;

/// <summary>
/// Puts a frame before each link that stands for one (<see cref="PlayerLinks"/>), where its host is allowed, or notes at the link what the
/// readers' script (<c>reader.js</c>) will put there after a click. The stored HTML never holds a frame, so a host that is allowed no
/// longer is out of every page at once.
/// </summary>
/// <param name="allowed">Hosts in lower case and ASCII.</param>
/// <param name="texts">In the language of the post.</param>
/// <param name="afterClick">Whether nothing is loaded before a click.</param>
internal sealed partial class PlayerFrames(IReadOnlyCollection<string> allowed, RenderTexts texts, bool afterClick)
{
    private readonly Dictionary<string, int> _titles = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _hosts = new(StringComparer.Ordinal);

    /// <summary>The hosts of all frames so far.</summary>
    public IReadOnlyCollection<string> Hosts => _hosts;

    /// <param name="html">As the sanitizer prints it: quotation marks and angle brackets in text are escaped.</param>
    public string Show(string html) =>
        allowed.Count > 0 && html.Contains(PlayerLinks.Mark, StringComparison.Ordinal) ? Link().Replace(html, Show) : html;

    private string Show(Match link)
    {
        var attributes = link.Groups["attributes"].Value;
        if (
            !attributes.Contains(PlayerLinks.Mark, StringComparison.Ordinal)
            || Address().Match(attributes) is not { Success: true } written
            || Find(WebUtility.HtmlDecode(written.Groups["address"].Value)) is not { } player
        )
        {
            return link.Value;
        }

        _hosts.Add(player.Host);
        var title = WebUtility.HtmlEncode(TitleOf(WebUtility.HtmlDecode(Tag().Replace(link.Groups["label"].Value, "")).Trim(), player));
        var kind = player.IsStrip ? "player strip" : "player";
        if (afterClick)
        {
            return $"""<a{attributes} data-player="{WebUtility.HtmlEncode(player.Url)}" data-kind="{kind}" data-title="{title}">"""
                + link.Groups["label"].Value
                + "</a>";
        }

        // Scripts of a player need its own storage. It is another origin than the blog, which the settings see to, so it cannot leave
        // its sandbox. Some players refuse to play without knowing the site they are on; it is all that they learn.
        return $"""<span class="{kind}"><iframe src="{WebUtility.HtmlEncode(player.Url)}" """
            + $"""title="{title}" loading="lazy" referrerpolicy="strict-origin" """
            + """sandbox="allow-scripts allow-same-origin allow-popups allow-presentation" allowfullscreen></iframe></span>"""
            + link.Value;
    }

    private PlayerAddress? Find(string address)
    {
        var players = PlayerPages.PlayersOf(address);
        return players.FirstOrDefault(player => allowed.Contains(player.Host))
            ?? (players.Count == 0 && PlayerAddress.Of(address) is { } own && allowed.Contains(own.Host) ? own : null);
    }

    /// <summary>Says what is in the frame; no two of a page have the same title.</summary>
    private string TitleOf(string label, PlayerAddress player)
    {
        label = label.Length > 0 ? label : player.Host;
        var isWhole = label.StartsWith(RenderTexts.Fill(texts.Embedded, ""), StringComparison.Ordinal) || IsOwnLabel(label);
        var title = isWhole ? label : RenderTexts.Fill(texts.Embedded, label);
        var number = _titles[title] = _titles.GetValueOrDefault(title) + 1;
        return number == 1 ? title : string.Create(CultureInfo.InvariantCulture, $"{title} ({number})");
    }

    /// <summary>Whether it says already where the player is from.</summary>
    private bool IsOwnLabel(string label) =>
        new[] { texts.Watch, texts.Listen, texts.View }.Any(pattern =>
            label.StartsWith(pattern[..pattern.IndexOf('{', StringComparison.Ordinal)], StringComparison.Ordinal)
            && label.Contains(texts.IsChinese ? "上" : " on ", StringComparison.Ordinal)
        );

    [GeneratedRegex(
        """<a(?<attributes>(?: [a-z-]+(?:="[^"]*")?)+)>(?<label>.*?)</a>""",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Singleline
    )]
    private static partial Regex Link();

    [GeneratedRegex("\\shref=\"(?<address>[^\"]*)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Address();

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}

/// <summary>A text with its players.</summary>
/// <param name="Html">The text.</param>
/// <param name="Hosts">The hosts of its frames, for the page's policy; empty if it has none.</param>
public sealed record ShownPlayers(RenderedHtml Html, IReadOnlyCollection<string> Hosts);
