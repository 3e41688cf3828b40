using System.Text.RegularExpressions;

namespace Blog.Rendering.Text;

/// <summary>What stands behind the colons of a container (<c>::: tip Title</c>), as VuePress, HackMD and others write it.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="IsOpen">True if a folded text begins unfolded.</param>
internal sealed partial record ContainerHead(string Name, string Title, bool IsOpen)
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

    /// <summary>The name in English.</summary>
    public string Kind => ChineseNames.GetValueOrDefault(Name, Name);

    /// <summary>Whether the reader unfolds it.</summary>
    public bool IsFolded => Kind is "details" or "spoiler" or "collapse" or "collapsible" or "fold" or "expander" or "toggle" or "hide";

    /// <summary>Whether it only arranges what it holds.</summary>
    public bool IsPlain =>
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

    /// <summary>Whether it shows one of its parts at a time.</summary>
    public bool IsGroup => Kind is "code-group" or "code-tabs" or "tabs" or "tab-set" or "codegroup";

    public bool IsGallery => Kind is "gallery" or "photos" or "images" or "figures" or "carousel";

    /// <summary>The kind of alert that it is, in lower case; null for any other name.</summary>
    public string? Alert => AlertKinds.Of(Kind);

    /// <summary>
    /// Reads <c>name Title</c>, <c>name[Title]{attributes}</c>, <c>name Title {attributes}</c> and <c>{.name} Title</c>; null for text.
    /// </summary>
    public static ContainerHead? Read(string text)
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
        var title = rest.Length == 0 && named.Success ? named.Groups["title"].Value : Unquote(rest);
        return new ContainerHead(name, title, OpenWord().IsMatch(attributes.Value));
    }

    /// <summary>A word without the quotation marks around it.</summary>
    public static string Unquote(string text)
    {
        var word = text.Trim();
        return word is ['"', .., '"'] or ['\'', .., '\''] or ['`', .., '`'] or ['“', .., '”'] or ['‘', .., '’'] && word.Length > 1
            ? word[1..^1]
            : word;
    }

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
