using System.Text.RegularExpressions;

namespace Blog.Portability.Import.Backups.HaloMarkdown;

/// <summary>
/// The head of a file and its text. It looks like YAML, but nothing in it is quoted, so that no parser reads a title with a colon: it is
/// read line by line.
/// </summary>
internal sealed partial class HaloHead
{
    private const string Border = "---";

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _lists = new(StringComparer.Ordinal);

    private HaloHead(string body) => Body = body;

    public string Body { get; }

    /// <summary>Whether the plugin for 2.x wrote it: only that gets the name of its field for the author wrong.</summary>
    public bool IsOfPlugin => _fields.ContainsKey("auther");

    /// <summary>Null for a file that Halo did not write.</summary>
    /// <param name="text">The file, or its beginning.</param>
    public static HaloHead? Read(string text)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        if (lines[0] != Border || Array.IndexOf(lines, Border, 1) is not (> 0 and var end))
        {
            return null;
        }

        var head = new HaloHead(string.Join('\n', lines.Skip(end + 1)).Trim('\n'));
        var list = "";
        foreach (var line in lines.Take(end).Skip(1))
        {
            if (Item().Match(line) is { Success: true } item && list.Length > 0)
            {
                head._lists[list].Add(item.Groups["value"].Value.Trim());
            }
            else if (Field().Match(line) is { Success: true } field)
            {
                head.Set(field.Groups["name"].Value, field.Groups["value"].Value.Trim(), ref list);
            }
        }

        return head.IsOfPlugin ? head
            : Moment().IsMatch(head.Text("date") ?? "") && Moment().IsMatch(head.Text("updated") ?? "") && head._fields.ContainsKey("url")
                ? head
            : null;
    }

    /// <summary>A field; null if it is missing, empty, or the word that Java prints for nothing.</summary>
    public string? Text(string name) => _fields.GetValueOrDefault(name) is { Length: > 0 } value and not "null" ? value : null;

    public IReadOnlyList<string> List(string name) => _lists.GetValueOrDefault(name) ?? [];

    private void Set(string name, string value, ref string list)
    {
        list = "";
        if (name is "categories" or "tags")
        {
            // 1.4 wrote them in one line.
            list = name;
            _lists[name] = [.. value.Split(" | ", StringSplitOptions.RemoveEmptyEntries)];
        }
        else
        {
            _fields.TryAdd(name, value);
        }
    }

    [GeneratedRegex(
        "^(?<name>title|id|date|updated|auther|cover|excerpt|permalink|url|categories|tags):(?<value>.*)$",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Field();

    [GeneratedRegex("^ ?- (?<value>.+)$", RegexOptions.NonBacktracking)]
    private static partial Regex Item();

    /// <summary>As java.sql.Timestamp prints itself.</summary>
    [GeneratedRegex(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+$", RegexOptions.NonBacktracking)]
    private static partial Regex Moment();
}
