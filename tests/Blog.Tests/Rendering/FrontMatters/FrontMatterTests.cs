using System.Text;
using Blog.Rendering.FrontMatters;

namespace Blog.Tests.Rendering.FrontMatters;

public sealed class FrontMatterTests
{
    private static FrontMatter Read(string text)
    {
        var result = FrontMatter.Read(text);
        Assert.Null(result.Error);
        return result.FrontMatter!;
    }

    private static string Words(FrontMatter head, string key) => Words(head.Fields.TryGet(key, out var value) ? value : null);

    private static string Words(FrontMatterValue? value) =>
        value switch
        {
            FrontMatterValue.Text text => text.Value,
            FrontMatterValue.List list => "[" + string.Join("|", list.Items.Select(Words)) + "]",
            FrontMatterValue.Map map => "{" + string.Join("|", map.Fields.Select(field => field.Key + "=" + Words(field.Value))) + "}",
            _ => "(none)",
        };

    [Theory]
    [InlineData("---\ntitle: Wal\n---\nBody\n", "Wal", "Body\n", 4)]
    [InlineData("\uFEFF---\ntitle: Wal\n---\nBody\n", "Wal", "Body\n", 4)]
    [InlineData("---\r\ntitle: Wal\r\n---\r\nBody\r\n", "Wal", "Body\n", 4)]
    [InlineData("---  \ntitle: Wal\n---\t\n\nBody\n", "Wal", "\nBody\n", 4)]
    [InlineData("-----\ntitle: Wal\n-----\nBody", "Wal", "Body", 4)]
    [InlineData("title: Wal\ntags:\n  - a\n---\nBody", "Wal", "Body", 5)]
    [InlineData("title: Wal\n---\nBody\n\n---\n\nmore", "Wal", "Body\n\n---\n\nmore", 3)]
    [InlineData("---\ntitle: Wal\n---\nBody\n---\nagain\n", "Wal", "Body\n---\nagain\n", 4)]
    [InlineData("---\ntitle: Wal\n...\nBody", "Wal", "Body", 4)]
    [InlineData("+++\ntitle = \"Wal\"\n+++\nBody", "Wal", "Body", 4)]
    [InlineData("{\n  \"title\": \"Wal\"\n}\nBody", "Wal", "Body", 4)]
    [InlineData("{\"title\": \"Wal\"}\n\nBody", "Wal", "\nBody", 2)]
    [InlineData("\"title\": \"Wal\",\n\"tags\": [\"a\"]\n;;;\nBody", "Wal", "Body", 4)]
    [InlineData(";;;\n\"title\": \"Wal\"\n;;;\nBody", "Wal", "Body", 4)]
    [InlineData("---\ntitle: Wal\n---", "Wal", "", 4)]
    public void Every_form_of_front_matter_is_found(string text, string title, string body, int bodyLine)
    {
        var head = Read(text);
        Assert.Equal(title, Words(head, "title"));
        Assert.Equal(body, head.Body);
        Assert.Equal(bodyLine, head.BodyLine);
        Assert.Empty(head.Warnings);
    }

    [Theory]
    [InlineData("No head\n\n---\n\nmore")]
    [InlineData("A heading\n---\n\nmore")]
    [InlineData("Note: a heading with a colon\n---\nmore")]
    [InlineData("---\n\nBetween rules.\n\n---\n\nmore")]
    [InlineData("---\nBetween rules.\n---\nmore")]
    [InlineData("---")]
    [InlineData("```yaml\ntitle: x\n---\n```\n")]
    [InlineData("{% note %}\ntext\n{% endnote %}")]
    [InlineData("{{ x }} is text")]
    [InlineData("+++\nplus signs\n+++\n")]
    [InlineData("")]
    public void A_text_without_front_matter_is_all_body(string text)
    {
        var result = FrontMatter.Read(text);
        if (text.StartsWith("+++", StringComparison.Ordinal))
        {
            Assert.NotNull(result.Error); // +++ is nothing in Markdown, so it was meant as TOML
            return;
        }

        Assert.Equal(FrontMatterFormat.None, result.FrontMatter!.Format);
        Assert.Equal(text, result.FrontMatter.Body);
        Assert.Equal(1, result.FrontMatter.BodyLine);
    }

    [Fact]
    public void A_rule_in_a_code_fence_does_not_end_the_front_matter()
    {
        var result = FrontMatter.Read("---\ntitle: never closed\n\n```yaml\n---\na: 1\n---\n```\n");
        Assert.Equal(1, result.Error!.Line);
        Assert.Contains("never closed", result.Error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("title: 2020", "title", "2020")]
    [InlineData("title: yes", "title", "yes")]
    [InlineData("title: 1.0", "title", "1.0")]
    [InlineData("title: null", "title", "null")]
    [InlineData("title: 2021-05-03", "title", "2021-05-03")]
    [InlineData("title: 0x1F", "title", "0x1F")]
    [InlineData("updated:", "updated", "")]
    [InlineData("tags: [a, 'b, c', 1.10]", "tags", "[a|b, c|1.10]")]
    [InlineData("Tags:\n- a\n- b", "tags", "[a|b]")]
    [InlineData("categories:\n  - [a, b]\n  - [c]", "categories", "[[a|b]|[c]]")]
    [InlineData("categories:\n- - a\n  - b\n- c", "categories", "[[a|b]|c]")]
    [InlineData("cover:\n  image: x.png\n  alt: y", "cover", "{image=x.png|alt=y}")]
    [InlineData("description: >-\n  one\n  two", "description", "one two")]
    [InlineData("tag: C# # the language", "tag", "C#")]
    public void Yaml_keeps_the_text_of_values(string line, string key, string words)
    {
        var head = Read("---\n" + line + "\n---\n");
        Assert.Equal(words, Words(head, key));
        Assert.Empty(head.Warnings);
    }

    [Theory]
    [InlineData("title: A: B", "A: B")]
    [InlineData("title: @x", "@x")]
    [InlineData("title: [x] y", "[x] y")]
    [InlineData("title: %x", "%x")]
    [InlineData("title: `x` y", "`x` y")]
    [InlineData("title：全角冒号", "全角冒号")]
    [InlineData("title: {{ title }}", "{{ title }}")]
    [InlineData("title: \"C:\\new\\x\"", "C:\\new\\x")]
    [InlineData("title: **重点**", "**重点**")]
    [InlineData("title: 'it's'", "it's")]
    public void Invalid_Yaml_is_read_field_by_field(string line, string title)
    {
        var head = Read("---\ndate: 2020-01-01\n" + line + "\ncategories:\n- [a, b]\ntags:\n\t- one\n\t- two\n---\nBody");
        Assert.Equal(title, Words(head, "title"));
        Assert.Equal("2020-01-01", Words(head, "date"));
        Assert.Equal("[[a|b]]", Words(head, "categories"));
        Assert.Equal("[one|two]", Words(head, "tags"));
        Assert.NotEmpty(head.Warnings);
        Assert.Equal("Body", head.Body);
    }

    [Fact]
    public void An_unclosed_list_does_not_spoil_other_fields()
    {
        var head = Read("---\ntitle: Wal\ntags: [a, b\ndate: 2020-01-01\n---\nBody");
        Assert.Equal(("Wal", "2020-01-01", "[a, b"), (Words(head, "title"), Words(head, "date"), Words(head, "tags")));
        Assert.Contains(head.Warnings, warning => warning.Contains("not valid YAML, read field by field", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_two_fields_with_one_name_the_last_counts_with_a_warning()
    {
        var head = Read("---\ntitle: a\nTitle: b\n---\n");
        Assert.Equal("b", Words(head, "title"));
        Assert.Single(head.Warnings);
    }

    [Fact]
    public void Toml_keeps_the_text_of_values()
    {
        var head = Read(
            "+++\ntitle = 'A \"b\"'\ndate = 2023-01-02T03:04:05+08:00 # home\nweight = 10\nversion = 1.0\ndraft = false\ntags = "
                + "[\"a\", \"b\"]\n[cover]\nimage = \"x.png\"\n[[resources]]\nsrc = \"a.png\"\n[[resources]]\nsrc = "
                + "\"b.png\"\n+++\nBody"
        );
        Assert.Equal("A \"b\"", Words(head, "title"));
        Assert.Equal("2023-01-02T03:04:05+08:00", Words(head, "date"));
        Assert.Equal("10", Words(head, "weight"));
        Assert.Equal("1.0", Words(head, "version"));
        Assert.Equal("false", Words(head, "draft"));
        Assert.Equal("[a|b]", Words(head, "tags"));
        Assert.Equal("{image=x.png}", Words(head, "cover"));
        Assert.Equal("[{src=a.png}|{src=b.png}]", Words(head, "resources"));
    }

    [Fact]
    public void Json_keeps_the_text_of_values()
    {
        var head = Read(
            "{\n\"title\": \"{ \\\"x\\\" }\",\n\"weight\": 1.50,\n\"draft\": true,\n\"tags\": [\"a\", 2],\n\"x\": null\n}\nBody"
        );
        Assert.Equal("{ \"x\" }", Words(head, "title"));
        Assert.Equal("1.50", Words(head, "weight"));
        Assert.Equal("true", Words(head, "draft"));
        Assert.Equal("[a|2]", Words(head, "tags"));
        Assert.Equal("", Words(head, "x"));
    }

    [Theory]
    [InlineData("+++\ntitle = \"a\"\nx = = 1\n+++\n", 3, "TOML")]
    [InlineData("{\n\"a\": 1,\n\"b\" 2\n}\n", 3, "JSON")]
    [InlineData("---\na: &x 1\nb: *x\n---\n", 2, "anchors")]
    [InlineData("---\ntitle: a\nb: !!python/object:os.system x\n---\n", 3, "tags")]
    [InlineData("---\ntitle: a\nb: !x y\n---\n", 3, "tags")]
    [InlineData("---\ntitle: a\n", 1, "never closed")]
    public void Unreadable_front_matter_is_refused_with_reason_and_line(string text, int line, string reason)
    {
        var error = FrontMatter.Read(text).Error!;
        Assert.Equal(line, error.Line);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    /// <summary>security.md B7.</summary>
    public static TheoryData<string, string> Bombs =>
        new()
        {
            { "100k brackets", "---\na: " + new string('[', 100_000) + "\n---\n" },
            { "15k brackets", "---\na: " + new string('[', 15_000) + "\n---\n" },
            { "brackets in JSON", "{\"a\": " + new string('[', 15_000) + "}\n" },
            { "braces in JSON", "{\"a\": " + string.Concat(Enumerable.Repeat("{\"a\":", 3_000)) + "1" + new string('}', 3_001) + "\n" },
            { "brackets in TOML", "+++\na = " + new string('[', 15_000) + "\n+++\n" },
            { "dotted keys in TOML", "+++\n" + string.Join('.', Enumerable.Repeat("a", 7_000)) + " = 1\n+++\n" },
            { "nested tables in TOML", "+++\n[" + string.Join('.', Enumerable.Repeat("a", 7_000)) + "]\n+++\n" },
            { "100k hyphens", "---\na:\n" + string.Concat(Enumerable.Repeat("- ", 100_000)) + "x\n---\n" },
            { "7k hyphens", "---\na:\n" + string.Concat(Enumerable.Repeat("- ", 7_000)) + "x\n---\n" },
            { "7k question marks", "---\n" + string.Concat(Enumerable.Repeat("? ", 7_000)) + "x\n---\n" },
            { "stairs", "---\n" + string.Concat(Enumerable.Range(0, 170).Select(i => new string(' ', i) + "a:\n")) + "---\n" },
            {
                "laughs",
                "---\na: &a [x,x,x,x,x,x,x,x,x]\n"
                    + string.Concat(
                        Enumerable
                            .Range(0, 9)
                            .Select(i =>
                                $"{(char)('b' + i)}: &{(char)('b' + i)} [{string.Join(',', Enumerable.Repeat("*" + (char)('a' + i), 9))}]\n"
                            )
                    )
                    + "---\n"
            },
            { "alias of an odd name", "---\na: &$% x\n---\n" },
            { "10k keys", "---\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"k{i}: v\n")) + "---\n" },
            { "5 MB scalar", "---\ntitle: " + new string('a', 5_000_000) + "\n---\n" },
            { "5 MB without an end", "---\ntitle: a\n" + new string('a', 5_000_000) },
            { "tag", "---\na: !!binary aGk=\n---\n" },
        };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_front_matter_bomb_is_refused_with_its_line(string name, string text)
    {
        var error = FrontMatter.Read(text).Error;
        Assert.True(error is { Line: > 0, Reason.Length: > 0 }, name);
    }

    [Fact]
    public void Any_text_is_read_or_refused_without_an_exception()
    {
        var random = new Random(7);
        const string Alphabet = "-+;{}[]:：\"'&*!|>#?,%@` \t\n\n\nab1文=.\\\u0000\uFEFF";
        string[] openings = ["---\n", "+++\n", "{\"", ";;;\n", "title: x\n", ""];
        string[] closings = ["\n---\n", "\n+++\n", "\n}", "\n;;;\n", "\n...\n", ""];
        for (var i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder(openings[random.Next(openings.Length)]);
            for (var n = random.Next(60); n > 0; n--)
            {
                text.Append(Alphabet[random.Next(Alphabet.Length)]);
            }

            text.Append(closings[random.Next(closings.Length)]).Append("body");
            var result = FrontMatter.Read(text.ToString());
            Assert.True(result.FrontMatter is null != result.Error is null);
        }
    }
}
