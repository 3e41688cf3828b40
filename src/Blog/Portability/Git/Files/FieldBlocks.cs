using System.Text;

namespace Blog.Portability.Git.Files;

/// <summary>The fields of YAML front matter as blocks of lines, so that those which did not change stay as they were written.</summary>
internal static class FieldBlocks
{
    /// <summary>Other names of the blog's fields, in the order in which the reader looks for them.</summary>
    private static readonly Dictionary<string, string[]> OtherNames = new(StringComparer.Ordinal)
    {
        ["date"] = ["date", "publishDate", "pubDate", "created", "create_time"],
        ["updated"] = ["updated", "lastmod", "last_modified_at", "update", "modified", "updated_at"],
        ["lang"] = ["lang", "language", "locale"],
        ["categories"] = ["categories", "category"],
        ["tags"] = ["tags", "tag"],
        ["description"] = ["description", "summary", "excerpt", "abstract"],
        ["cover"] = ["cover", "banner", "image", "cover_image", "coverImage", "thumbnail"],
        ["pinned"] = ["pinned", "sticky", "pin", "top"],
        ["hidden"] = ["hidden", "hide", "unlisted"],
        ["comments"] = ["comments", "comment"],
        ["aliases"] = ["aliases", "alias", "redirect_from"],
        ["translationKey"] = ["translationKey", "translation_key", "i18n_key", "lng_pair"],
    };

    /// <summary>Fields that the blog's own form always has, and another one need not have.</summary>
    private static readonly HashSet<string> OnlyWhereTheyAre = new(StringComparer.Ordinal) { "slug", "url" };

    /// <summary>The fields that differ: their new lines, or null where they are gone.</summary>
    public static IReadOnlyList<KeyValuePair<string, string?>> Changes(string before, string after)
    {
        var (old, now) = (Split(before), Split(after));
        return
        [
            .. now.Where(block => block.Key.Length > 0 && ValueOf(old, block.Key) != block.Lines)
                .Select(block => KeyValuePair.Create(block.Key, (string?)block.Lines)),
            .. old.Where(block => block.Key.Length > 0 && ValueOf(now, block.Key) is null)
                .Select(block => KeyValuePair.Create(block.Key, (string?)null)),
        ];
    }

    /// <summary>Front matter with changed fields.</summary>
    public static string Apply(string fields, IReadOnlyList<KeyValuePair<string, string?>> changes)
    {
        var blocks = Split(fields);
        foreach (var (key, lines) in changes)
        {
            var names = OtherNames.GetValueOrDefault(key) ?? [key];
            var at = names.Select(name => blocks.FindIndex(block => block.Key == name)).FirstOrDefault(index => index >= 0, -1);
            if (at >= 0)
            {
                blocks[at] = blocks[at] with { Lines = lines is null ? "" : blocks[at].Key + lines[key.Length..] };
            }
            else if (lines is not null && !OnlyWhereTheyAre.Contains(key))
            {
                blocks.Add(new Block(key, lines));
            }
        }

        return string.Concat(blocks.Select(block => block.Lines));
    }

    private static string? ValueOf(List<Block> blocks, string key) => blocks.Find(block => block.Key == key)?.Lines;

    /// <summary>A block begins with a line that has no blank before its key; comments and blank lines between fields are blocks of their
    /// own.</summary>
    private static List<Block> Split(string fields)
    {
        var blocks = new List<Block>();
        foreach (var line in fields.Split('\n').SkipLast(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var isOwn = line.Length == 0 || line[0] == '#';
            var isKey = !isOwn && colon > 0 && !char.IsWhiteSpace(line[0]) && line[0] is not ('-' or '[' or '{' or '}' or ']');
            if (isKey || isOwn || blocks.Count == 0 || blocks[^1].Key.Length == 0)
            {
                blocks.Add(new Block(isKey ? line[..colon].Trim().Trim('"', '\'') : "", line + "\n"));
            }
            else
            {
                blocks[^1] = blocks[^1] with { Lines = new StringBuilder(blocks[^1].Lines).Append(line).Append('\n').ToString() };
            }
        }

        return blocks;
    }

    private sealed record Block(string Key, string Lines);
}
