using System.Text.RegularExpressions;
using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Hexo;

/// <summary>Buttons, cards and lists of links.</summary>
internal static partial class HexoLinkTags
{
    public static TagPiece? Convert(TagCall call, TemplateLog log) =>
        call.Name switch
        {
            "btn" or "button" or "cell" or "navbar" when call.Body is null => TagPiece.Inline(Button(call.Arguments)),
            "link" or "linkcard" or "urlcard" or "site" when call.Body is null => Card(call),
            "btns" or "buttons" or "btngrid" => Items(call),
            "linkgrid" or "link-grid" or "lg" => LinkGrid(call),
            "flink" when call.Body is not null => FriendLinks(call),
            "sites" or "friends" or "friend" or "ghcards" or "albums" or "posts" => FromData(call, log),
            "hashtag" or "tag" => TagPiece.Inline(Button(call.Arguments)),
            _ => null,
        };

    /// <summary>
    /// The address is the first argument that looks like one. With commas its text stands before it (Volantis) or after it (NexT,
    /// Butterfly, Fluid); with blanks it is every other argument.
    /// </summary>
    private static string Button(TagArguments arguments)
    {
        var parts = arguments.Parts();
        if (parts.Count < 2)
        {
            var words = arguments.Words.ToList();
            var found = TagMarkdown.FindAddress(words);
            var address = found >= 0 ? words[found] : arguments.Get(-1, "url", "link", "href");
            var text = arguments.Get(-1, "text", "title", "name");
            return TagMarkdown.Link(address, text.Length > 0 ? text : string.Join(' ', words.Where(word => word != address)));
        }

        var at = TagMarkdown.FindAddress(parts);
        return at < 0 ? parts.First(part => part.Length > 0 || part == parts[^1])
            : at > 0 ? TagMarkdown.Link(parts[at], parts[at - 1])
            : TagMarkdown.Link(parts[0], parts.Skip(1).FirstOrDefault(part => part.Length > 0 && !IsIcon(part)) ?? "");
    }

    private static bool IsIcon(string word) =>
        word.StartsWith("fa", StringComparison.Ordinal) && word.Contains("fa-", StringComparison.Ordinal);

    private static TagPiece Card(TagCall call)
    {
        var parts = call.Arguments.Parts();
        var named = parts
            .Skip(1)
            .Select(part => part.Split('=', 2))
            .Where(pair => pair.Length == 2 && pair[0].All(char.IsAsciiLetter))
            .ToLookup(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var address = named["url"].Concat(named["link"]).FirstOrDefault() ?? parts.Skip(1).FirstOrDefault(TagMarkdown.IsAddress);
        var description = named["description"].FirstOrDefault() ?? "";
        var link =
            address is null || TagMarkdown.IsAddress(parts[0])
                ? Button(call.Arguments)
                : TagMarkdown.Link(address, parts[0]) + (description.Length > 0 ? ": " + TagMarkdown.OneLine(description) : "");
        return call.IsAlone ? TagPiece.Block(link) : TagPiece.Inline(link);
    }

    private static TagPiece Items(TagCall call) =>
        TagPiece.Block(
            string.Join(
                '\n',
                call.Inner.Split('\n')
                    .Select(line => line.Trim())
                    .Where(line => line.Length > 0)
                    .Select(line => line.StartsWith("- ", StringComparison.Ordinal) ? line : "- " + line)
            )
        );

    // name | address | description | image
    private static TagPiece LinkGrid(TagCall call) =>
        TagPiece.Block(
            string.Join(
                '\n',
                call.Inner.Split('\n')
                    .Select(line => line.Split('|').Select(field => field.Trim()).ToArray())
                    .Where(fields => fields.Length > 1)
                    .Select(fields => Item(fields[0], fields[1], fields.Length > 2 ? fields[2] : ""))
            )
        );

    private static TagPiece FriendLinks(TagCall call)
    {
        var lines = new List<string>();
        string? group = null;
        Dictionary<string, string> friend = new(StringComparer.OrdinalIgnoreCase);
        foreach (Match field in Field().Matches(call.Inner))
        {
            var (key, value) = (field.Groups["key"].Value.ToLowerInvariant(), TagText.Unquote(field.Groups["value"].Value));
            if (key == "class_name")
            {
                Flush();
                group = value;
            }
            else if (key == "name")
            {
                Flush();
                friend["name"] = value;
            }
            else
            {
                friend[key] = value;
            }
        }

        Flush();
        return TagPiece.Block(string.Join('\n', lines));

        void Flush()
        {
            if (friend.TryGetValue("name", out var name))
            {
                if (group is not null)
                {
                    lines.AddRange(lines.Count > 0 ? ["", TagMarkdown.Strong(group), ""] : [TagMarkdown.Strong(group), ""]);
                    group = null;
                }

                lines.Add(Item(name, friend.GetValueOrDefault("link", ""), friend.GetValueOrDefault("descr", "")));
            }

            friend = new(StringComparer.OrdinalIgnoreCase);
        }
    }

    private static string Item(string name, string address, string description) =>
        $"- {TagMarkdown.Link(address, name)}" + (description.Length > 0 ? $": {TagMarkdown.OneLine(description)}" : "");

    /// <summary>These print what a data file of the site holds.</summary>
    private static TagPiece FromData(TagCall call, TemplateLog log)
    {
        if (call.Body is not { Length: > 0 })
        {
            log.Warn(call.Line, $"tag '{call.Name}' shows data of the site: left out");
        }

        return TagPiece.Block(call.Inner);
    }

    [GeneratedRegex(
        @"^[ \t]*(-[ \t]+)?(?<key>class_name|class_desc|link_list|name|link|avatar|descr|siteshot)[ \t]*:[ \t]*(?<value>[^\n]*)$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.IgnoreCase
    )]
    private static partial Regex Field();
}
