namespace Blog.Portability.Pages.Messages;

/// <summary>What is said of the front matter of posts, and of configuration files, which are written in the same languages.</summary>
internal static class FrontMatterMessages
{
    public static readonly (string English, string Chinese)[] All =
    [
        ("the front matter is longer than {0:number} KB", "front matter 超过 {0} KB"),
        ("the front matter is longer than {0:number} KB, or is never closed", "front matter 超过 {0} KB，或者没有结束"),
        ("the JSON front matter is longer than {0:number} KB, or is never closed", "JSON 写的 front matter 超过 {0} KB，或者没有结束"),
        ("the front matter that opens on the first line is never closed", "从第一行开始的 front matter 没有结束"),
        ("the front matter is nested more than {0:number} deep", "front matter 的嵌套超过 {0} 层"),
        ("not valid TOML", "不是有效的 TOML"),
        ("not valid TOML: {0}", "不是有效的 TOML：{0}"),
        ("not valid JSON: {0:reason}", "不是有效的 JSON：{0}"),
        ("it contains an unpaired surrogate (\\uD800)", "含有不成对的代理码位（\\uD800）"),
        ("YAML anchors (& and *) are not supported", "不支持 YAML 的锚点（& 和 *）"),
        ("YAML type tags (!!) are not supported", "不支持 YAML 的类型标记（!!）"),
        ("not valid YAML, read field by field ({0:reason})", "不是有效的 YAML，改为逐个字段读取（{0}）"),
        ("an unterminated list or text, or an invalid character", "列表或文字没有结束，或者有无效字符"),
        ("the front matter is not a map of fields", "front matter 不是由字段组成的"),
        ("* refers to no anchor", "* 没有对应的锚点"),
        ("a field's name is not plain text", "有字段名不是普通文字"),
        ("unexpected end", "意外结束"),
        ("{0} is written more than once, the last one counts", "{0} 写了不止一次，以最后一次为准"),
        ("no field, left out", "不是字段，已略去"),
    ];
}
