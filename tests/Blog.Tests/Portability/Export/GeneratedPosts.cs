using System.Globalization;
using Blog.Data.Posts;
using Blog.Tests.Data;

namespace Blog.Tests.Portability.Export;

/// <summary>Posts of random parts, ordinary and odd ones.</summary>
internal static class GeneratedPosts
{
    private static readonly string[] Words =
    [
        "数据库",
        "索引",
        "yes",
        "null",
        "1.0",
        "2024-01-02",
        "C#",
        "# heading",
        "- item",
        "a: b",
        "\"quoted\"",
        "it's",
        "{{ braces }}",
        "{% raw %}",
        "[brackets]",
        "emoji 🙂",
        "100%",
        "back\\slash",
        "~",
        "@at",
        "`code`",
        "---",
        "<b>bold</b>",
        "العربية",
        "trailing ",
        "： 全角",
    ];

    private static readonly string[] Blocks =
    [
        "一段普通的话，里面有 **强调** 和 `代码`。",
        "An ordinary paragraph with a [link](/somewhere \"title\").",
        "# 一级标题",
        "```yaml\n---\ntitle: x\n---\n```",
        "---",
        "> 引用\n> 两行",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "{% note %}\n正文\n{% endnote %}",
        "{{< figure src=\"x.png\" >}}",
        "::: tip\n提示\n:::",
        "<!-- more -->",
        "    indented code",
        "$$\nE = mc^2\n$$",
        "<details><summary>展开</summary>\n\n里面\n\n</details>",
        "title: not front matter",
        "结尾没有换行",
    ];

    public static PostRequest Next(Random random, int number)
    {
        var request = DataHost.Request(Title(random, number), Text(random), random.Next(3) == 0 ? "en" : "zh-CN");
        var at = new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMilliseconds(random.NextInt64(450_000_000_000));
        return request with
        {
            Content = request.Content with
            {
                Kind = random.Next(10) == 0 ? PostKind.Page : PostKind.Post,
                Description = random.Next(3) == 0 ? Phrase(random) : "",
                Series = random.Next(5) == 0 ? Pick(random, Words).Trim() : "",
                Pinned = random.Next(8) == 0,
                Hidden = random.Next(8) == 0,
                CommentsOpen = random.Next(8) != 0,
                Evergreen = random.Next(8) == 0,
                LanguageVariant = "",
            },
            Address = Address(random, number),
            PublishAt = random.Next(6) == 0 ? null : at,
            UpdatedAt = random.Next(2) == 0 ? at.AddHours(random.Next(1000)) : null,
            Tags =
            [
                .. Enumerable.Range(0, random.Next(4)).Select(_ => Pick(random, Words).Trim()).Distinct(StringComparer.OrdinalIgnoreCase),
            ],
            Category = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Pick(random, Words).Trim())],
            TranslationGroup = random.Next(4) == 0 ? "group-" + number.ToString(CultureInfo.InvariantCulture) : null,
            OtherFields = random.Next(4) switch
            {
                0 => """{"password":"secret-of-the-old-site","layout":"photo","math":"true","n":"12","nested":{"a":["1","two"]}}""",
                1 => """{"expiryDate":"2020-01-01","categories_old":["x"],"date_display":"2020-02-03"}""",
                _ => null,
            },
            OldPaths = random.Next(4) == 0 ? [$"/old/{number}.html", $"/旧/{number}/"] : [],
            ImportKey = "generated/" + number.ToString(CultureInfo.InvariantCulture), // an imported post may have any address
        };
    }

    private static string Title(Random random, int number) => $"{Phrase(random)} {number}";

    private static string Phrase(Random random) =>
        string.Join(' ', Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Pick(random, Words))).Trim();

    private static string Text(Random random) =>
        string.Join("\n\n", Enumerable.Range(0, 1 + random.Next(5)).Select(_ => Pick(random, Blocks))) + (random.Next(2) == 0 ? "\n" : "");

    private static string Address(Random random, int number) =>
        random.Next(6) switch
        {
            0 => $"/2020/01/post-{number}.html",
            1 => $"/en/文章 {number}/",
            2 => $"/a:b*{number}?".TrimEnd('?'),
            3 => $"/archives/{number}/",
            4 => $"/{new string('长', 60)}-{number}",
            _ => $"/p-{number}",
        };

    private static T Pick<T>(Random random, T[] of) => of[random.Next(of.Length)];
}
