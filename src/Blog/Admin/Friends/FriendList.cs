using Blog.Data.Friends;
using Blog.Rendering.FrontMatters;

namespace Blog.Admin.Friends;

/// <summary>
/// Reads the lists of friends that Hexo themes have as YAML (<c>link.yml</c>, <c>links.yml</c>, <c>flink.yml</c>): a list of sites, or a
/// list of headings with a list of sites each, or a map of headings.
/// </summary>
internal static class FriendList
{
    private const int MaxLength = 512 * 1024;

    /// <summary>Reads a list.</summary>
    /// <returns>The sites with the address of a picture, if they have one; null if it is not YAML.</returns>
    public static IReadOnlyList<(FriendContent Friend, string? Picture)>? Read(string yaml)
    {
        if (yaml.Length > MaxLength)
        {
            return null;
        }

        // What reads front matter reads maps.
        var isList =
            yaml.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0 && line[0] != '#' && line != "---")
            is ['-', ..];
        var text = (isList ? "list:\n" : "") + yaml.ReplaceLineEndings("\n").TrimStart('-', '\n');
        text = isList ? "list:\n" + yaml.ReplaceLineEndings("\n").Replace("---\n", "", StringComparison.Ordinal) : text;
        try
        {
            FrontMatterGuard.Check(text, new FrontMatterBoundaries(FrontMatterFormat.Yaml, 0, 0, 0));
            var fields = YamlFrontMatter.Parse(text, 0, [], out var invalid);
            var found = new List<(FriendContent, string?)>();
            Collect(new FrontMatterValue.Map(fields), "", found, 0);
            return invalid is null ? found : null;
        }
        catch (FrontMatterException)
        {
            return null;
        }
    }

    private static void Collect(FrontMatterValue value, string section, List<(FriendContent, string?)> found, int depth)
    {
        if (depth > 4)
        {
            return;
        }

        if (value is FrontMatterValue.List list)
        {
            foreach (var item in list.Items)
            {
                Collect(item, section, found, depth + 1);
            }
        }
        else if (value is FrontMatterValue.Map { Fields: var fields })
        {
            if (Of(fields, "link", "url", "href", "site") is { } url && Of(fields, "name", "title", "user", "author") is { } name)
            {
                var words = Of(fields, "descr", "desc", "description", "intro", "bio") ?? "";
                found.Add((new FriendContent(name, url, words, section, null), Of(fields, "avatar", "img", "image", "icon", "logo")));
                return;
            }

            var own = Of(fields, "class_name", "group", "category", "type") ?? section;
            foreach (var (key, inner) in fields)
            {
                if (inner is not FrontMatterValue.Text)
                {
                    Collect(
                        inner,
                        own.Length == 0 && key is not ("list" or "links" or "link_list" or "friends") ? key : own,
                        found,
                        depth + 1
                    );
                }
                else if (
                    inner is FrontMatterValue.Text { Value: var address }
                    && address.StartsWith("http", StringComparison.OrdinalIgnoreCase)
                )
                {
                    found.Add((new FriendContent(key, address, "", section, null), null)); // NexT: "name: address"
                }
            }
        }
    }

    private static string? Of(FrontMatterMap fields, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (fields.TryGet(key, out var value) && value is FrontMatterValue.Text { Value: var text } && !string.IsNullOrWhiteSpace(text))
            {
                return text.Trim();
            }
        }

        return null;
    }
}
