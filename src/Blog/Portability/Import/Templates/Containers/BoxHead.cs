using System.Text.RegularExpressions;
using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Containers;

/// <summary>What stands behind the ruler of a box.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="IsOpen">True if a folded text begins unfolded.</param>
internal sealed partial record BoxHead(string Name, string Title, bool IsOpen)
{
    private static readonly Dictionary<string, string> ChineseNames = new(StringComparer.Ordinal)
    {
        ["提示"] = "tip",
        ["技巧"] = "tip",
        ["成功"] = "tip",
        ["信息"] = "info",
        ["说明"] = "note",
        ["注"] = "note",
        ["注意"] = "warning",
        ["警告"] = "warning",
        ["危险"] = "danger",
        ["错误"] = "danger",
        ["重要"] = "important",
        ["详情"] = "details",
        ["详细"] = "details",
        ["折叠"] = "details",
    };

    private string Kind => ChineseNames.GetValueOrDefault(Name, Name);

    private bool IsFolded => Kind is "details" or "spoiler" or "collapse" or "collapsible" or "fold" or "expander" or "toggle" or "hide";

    private bool IsPlain =>
        Kind
            is "v-pre"
                or "raw"
                or "left"
                or "right"
                or "center"
                or "justify"
                or "row"
                or "col"
                or "column"
                or "columns"
                or "div"
                or "block"
                or "slot"
                or "steps"
                or "demo"
                or "vue-demo"
                or "md-demo"
                or "normal-demo"
                or "flex"
                or "grid"
                or "card-grid"
                or "align";

    private bool IsGroup => Kind is "code-group" or "code-tabs" or "tabs" or "tab-set" or "codegroup";

    private bool IsGallery => Kind is "gallery" or "photos" or "images" or "figures" or "carousel";

    public bool IsKnown => IsFolded || IsPlain || IsGroup || IsGallery || Kind is "mermaid" || TagMarkdown.AlertKind(Kind) is not null;

    /// <summary>
    /// Reads <c>name Title</c>, <c>name[Title]{attributes}</c>, <c>name Title {attributes}</c> and <c>{.name} Title</c>; null for text.
    /// </summary>
    public static BoxHead? Read(string text)
    {
        if (Head().Match(text) is not { Success: true } head || !char.IsLetter(head.Groups["name"].Value[0]))
        {
            return null;
        }

        var (name, rest) = (head.Groups["name"].Value.ToLowerInvariant(), head.Groups["rest"].Value.Trim());
        var attributes = Attributes().Match(rest);
        if (attributes.Success)
        {
            rest = rest[..attributes.Index].Trim();
        }

        if (rest is ['[', .., ']'])
        {
            rest = rest[1..^1];
        }

        // ::: {.callout-note title="x"}, :::tip{title="x"}
        foreach (var start in new[] { "callout-", "alert-", "admonition-" })
        {
            name = name.StartsWith(start, StringComparison.Ordinal) ? name[start.Length..] : name;
        }

        var named = TitleWord().Match(attributes.Success ? attributes.Value : head.Groups["braces"].Value);
        var title = rest.Length == 0 && named.Success ? named.Groups["title"].Value : TagText.Unquote(rest);
        return new BoxHead(name, title, OpenWord().IsMatch(attributes.Value));
    }

    /// <summary>The box as Markdown.</summary>
    public string Convert(string body) =>
        IsFolded ? TagMarkdown.Details(Title, body, IsOpen)
        : IsPlain ? body
        : IsGallery ? ImageGroup.Of(body).Text
        : IsGroup ? BoxGroup.Convert(body)
        : Kind is "mermaid" ? TagMarkdown.Fence("mermaid", body)
        : TagMarkdown.Alert(TagMarkdown.AlertKind(Kind) ?? "NOTE", Title, body);

    [GeneratedRegex(
        @"^((?<braces>\{[ \t]*\.?(?<name>[\w-]+)[^}]*\})|(?<name>[\w-]+))(?<rest>([\s\[{""].*)?)$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Head();

    [GeneratedRegex(@"\{[^{}]*\}$", RegexOptions.NonBacktracking)]
    private static partial Regex Attributes();

    [GeneratedRegex(@"\btitle=[""'](?<title>[^""'{}]*)[""']", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TitleWord();

    [GeneratedRegex(@"\bopen\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex OpenWord();
}
