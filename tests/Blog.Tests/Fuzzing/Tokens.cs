namespace Blog.Tests.Fuzzing;

/// <summary>Words that mean something to the parsers.</summary>
internal static class Tokens
{
    public static IReadOnlyList<string> Markdown { get; } =
    [
        "# ", "## ", "###### ", "\n===\n", "\n---\n", "> ", "> > ", "> [!NOTE]\n> ", "> [!WARNING]\n", "- ", "* ", "+ ", "1. ", "999999999. ", "0) ", "- [ ] ", "- [x] ", "    ", "\t", "  \n", "\\\n",
        "*", "**", "***", "_", "__", "~~", "~", "==", "++", "^", "`", "``", "```\n", "```csharp\n", "```mermaid\n", "```diff {1,3}\n", "~~~\n", "$", "$$", "$$\n", "\\(", "\\[", "\\frac{", "\\begin{matrix}", "\\end{matrix}", "{}", "}",
        "[", "]", "](", ")", "[x](/y)", "![", "![x](/y.png \"t\")", "[^1]", "[^1]: ", "[x]: /y \"t\"\n", "[x]: <", "<https://a.b>", "https://a.b/c?d=e&f", "www.a.b", "a@b.c", "|", "| a | b |\n|---|:-:|\n", "|-|\n", "+---+---+\n",
        "<!-- more -->", "<!--more-->", "<!--", "-->", "<?", "?>", "<![CDATA[", "]]>", "<!X", "&amp;", "&#0;", "&#x110000;", "&#xD800;", "&NotEqualTilde;", "&", "\\", "*[HTML]: words\n", "T\n:   D\n", "[TOC]", "{#id .class onclick=x}", ":smile:", "^^^\n", "%%", ";;;",
        "\n\n", "\n", "\r", "\r\n", "\u2028", "\u0085", "\u000C", "\u000B",
    ];

    public static IReadOnlyList<string> Html { get; } =
    [
        "<p>", "</p>", "<div>", "</div>", "<a href=\"/x\">", "<a href='java&#10;script:x'>", "</a>", "<img src=x onerror=y>", "<img src=\"", "<svg>", "<svg onload=x>", "</svg>", "<math>", "<mtext>", "<annotation-xml encoding=text/html>", "<foreignObject>", "<desc>",
        "<table>", "<tr>", "<td colspan=0>", "<td rowspan=99999>", "</table>", "<caption>", "<colgroup>", "<ul>", "<li>", "<li value=-1>", "<ol start=2147483648 reversed>", "<dl>", "<dt>", "<dd>", "<details open>", "<summary>", "<figure>", "<figcaption>",
        "<pre>", "<code>", "<script>", "</script>", "<style>", "</style>", "<textarea>", "<title>", "<noscript>", "<template>", "<select>", "<option>", "<button>", "<form>", "<input type=checkbox checked>", "<iframe src=//a.b>", "</iframe>", "<object>", "<embed>", "<video src=x controls>", "<audio>",
        "<source srcset=\"a 1x, b 2x\">", "<picture>", "<ruby>", "<rt>", "<rp>", "<b>", "</b>", "<i>", "</i>", "<u>", "<s>", "<kbd>", "<sub>", "<q cite=x>", "<blockquote>", "<hr>", "<br/>", "<wbr>", "<h1>", "</h1>", "<h7>", "<frameset>", "<body onload=x>", "<html>", "<head>", "<plaintext>", "<xmp>", "<x-y>",
        " onclick=x", " style=\"x\"", " class=\"slot-0-0\"", " id=main", " is=x", " =", "\"", "'", "/>", ">", "</", "<", " href=javascript:x", " srcdoc=x",
    ];

    /// <summary>Heads of files: YAML, TOML, JSON.</summary>
    public static IReadOnlyList<string> Heads { get; } =
    [
        "---\n", "--- \n", "+++\n", ";;;\n", "...\n", "{\n", "}\n", "title: ", "title = ", "\"title\": ", "date: ", "date: 2020-13-45\n", "date: 9999-12-31T23:59:59-14:00\n", "date: 0001-01-01\n", "date: 2147483648000\n", "date: 1e400\n", "updated: ", "tags: ", "tags: [a, b", "categories:\n  - [a, b]\n", "categories: ", "permalink: ",
        "permalink: /:year/:title/\n", "permalink: http://[::1\n", "aliases: [", "redirect_from:\n  - ", "slug: ", "lang: ", "lang: zz-ZZ-x\n", "draft: true\n", "published: no\n", "sticky: 1e309\n", "weight: NaN\n", "cover: ", "images: [", "resources:\n- src: x\n", "translationKey: ", "series: ", "password: x\n", "layout: page\n", "type: tags\n", "comments: off\n", "description: ",
        "&a ", "*a", "!!binary ", "!!python/object:x ", "? ", ": ", ":\n", "- ", "- - - ", "|\n", "|2-\n", ">\n", ">+\n", "%YAML 1.1\n", "%TAG ! x\n", "# ", "#", "\"", "'", "''", "\"\\uD800\"", "\"\\uDC00x\"", "\"\\x00\"", "\"\\0\"", "\"\\U0010FFFF\"", "\"\\U00110000\"", "\"\\N\"", "\\u0000", "\\ud83d", "@", "`", "{", "}", "[", "]", "[[", "{{", ",", "null", "~", "true", "1_000", "0x1F", "0o17", ".inf", "-.nan", "1e999", "1979-05-27T07:32:00Z",
        "[a.b]\n", "[[a]]\n", "[[a.b]]\n", "a.b = 1\n", "a = { b = 1 }\n", "'''\n", "\"\"\"\n", "a = [1, [2]]\n", "\"a\" = ", "\\", "\u00A0", "：", "\uFEFF", "\t",
    ];

    /// <summary>Signs that are rare, wide, invisible, turned round or half.</summary>
    public static IReadOnlyList<string> Signs { get; } =
    [
        "中", "，", "。", "「", "（", "）", "：", "　", "\u3099", "한", "か\u3099", "𠀀", "😀", "👨\u200D👩\u200D👧", "\uD83D", "\uDE00", "\uD800\uD800", "\uDC00", "\u202E", "\u202D", "\u2066", "\u2069", "\u200F", "\u061C", "\u200B", "\u200D", "\u00AD", "\uFEFF", "\uFFFE", "\uFFFF", "\uFFFD", "\uE000", "\0", "\u0001", "\u001B[2J", "\u007F",
        "e\u0301\u0301\u0301\u0301", "\u1100\u1161", "ﷺ", "ß", "İ", "ı", "ŉ", "ﬃ", "²", "٣", "½", "\u0345", "\u2003", "\u180E", "\u034F", "\uDB40\uDC01",
    ];

    public static IReadOnlyList<string> Numbers { get; } =
        ["0", "-0", "-1", "1", "00", "127", "255", "256", "32768", "65536", "2147483647", "2147483648", "-2147483649", "4294967296", "9007199254740993", "9223372036854775808", "99999999999999999999", "1e308", "1e309", "0x7fffffff", "NaN", "٣"];

    /// <summary>What a manifest or another JSON text is made of.</summary>
    public static IReadOnlyList<string> Json { get; } =
        ["{", "}", "[", "]", ",", ":", "null", "true", "\"\"", "\"", "\\", "\\u0000", "\\ud800", "1e999", "-1", "9223372036854775807", "{\"a\":", "[[[[[[[[[", "/*", "//", "NaN", "\"files\":[]", "\"counts\":{}", "\"notes\":[null]", "\"format\":1", "\"schema\":\"\"", "\"bytes\":-1", "\"path\":null", "\"path\":\"../x\"", "\"path\":\"blog.db\"", "\"createdAt\":\"0001-01-01T00:00:00+14:00\""];
}
