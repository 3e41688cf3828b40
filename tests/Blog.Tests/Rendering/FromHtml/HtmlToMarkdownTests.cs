using System.Globalization;
using System.Text;
using Blog.Rendering.FromHtml;

namespace Blog.Tests.Rendering.FromHtml;

/// <summary>HTML becomes Markdown that reads well, and whose words are those of the HTML when this blog shows it.</summary>
public sealed class HtmlToMarkdownTests
{
    /// <summary>What the renderer says where a summary is empty.</summary>
    private const string NoSummary = "详情";

    private const string Lookalikes = """
        1. eins
        1) one
        - x
        + x
        * x
        # x
        #标签
        > x
        ---
        ===
        ***
        ___
        ~~~
        ```
        a*b*c
        *a*
        **a**
        __init__
        _x_
        snake_case
        `x`
        a`b
        [a](b)
        [a][b]
        [a]: b
        [^1]
        [^1]: x
        ![a](b)
        [ ] x
        [x] y
        &lt;b&gt;
        &amp;amp;
        &amp;copy;
        a &lt; b
        &lt;!-- more --&gt;
        $a$
        $x_1$ 和 $x_2$
        $$x$$
        价格$5到$6
        \(x^2\)
        \[x^2\]
        \\(x\\)
        C:\Users\x
        \*
        a\
        ~~x~~
        10~20
        ==x==
        a==b且c==d
        ++i
        :::
        ::: tip
        : x
        !!! note
        {% raw %}
        {{ x }}
        {.x}
        | a | b |
        a | b
        www.a.com
        http://a.com/x_y_z*
        &lt;a@b.cn&gt;
        a@b.cn
        :smile:
        [TOC]
        [[x]]
        !
        Hello!
        [!NOTE]
        \
        a ** b
        **重点。**然后
        x^2^
        H~2~O
        *[HTML]: x
        2 * 3 * 4
        <kbd>
        　　首行缩进
        (注)
        1.5
        2020. 
        -
        +
        ...
        """;

    [Fact]
    public void Each_kind_of_HTML_becomes_the_expected_Markdown()
    {
        var wrong = new StringBuilder();
        foreach (var (html, markdown) in HtmlCases.All)
        {
            var result = HtmlToMarkdown.Convert(html);
            if (result.Markdown != markdown.ReplaceLineEndings("\n"))
            {
                wrong.AppendLine(CultureInfo.InvariantCulture, $"--- {html}\n+++ got:\n{result.Markdown}\n+++ want:\n{markdown}\n");
            }
        }

        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    [Fact]
    public void No_word_changes()
    {
        var wrong = new StringBuilder();
        foreach (var (html, _) in HtmlCases.All.Where(one => !one.Html.Contains("href=\"#", StringComparison.Ordinal)))
        {
            var rendered = Rendered.Body(HtmlToMarkdown.Convert(html).Markdown);
            var isEmbed = html.Contains("<iframe", StringComparison.Ordinal) || html.Contains("wp-block-embed", StringComparison.Ordinal);
            if (!isEmbed && HtmlWords.Of(html) != HtmlWords.Of(rendered))
            {
                wrong.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"--- {html}\n{HtmlWords.Of(html)}\n+++ {rendered}\n{HtmlWords.Of(rendered)}\n"
                );
            }
        }

        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    /// <summary>Texts that look like Markdown, alone and in every place of a line.</summary>
    [Fact]
    public void A_text_stays_a_text_whatever_it_looks_like()
    {
        var texts = Lookalikes.ReplaceLineEndings("\n").Split('\n').Append("tab\there");
        var wrong = new StringBuilder();
        foreach (var text in texts)
        {
            foreach (
                var html in new[]
                {
                    $"<p>{text}</p>",
                    $"<p>前{text}后</p>",
                    $"<p>a {text} b</p>",
                    $"<p>x<br>{text}<br>y</p>",
                    $"<p><strong>{text}</strong>后</p>",
                    $"<p>前<em>{text}</em></p>",
                    $"<h2>{text}</h2>",
                    $"<ul><li>{text}</li><li>b</li></ul>",
                    $"<blockquote><p>{text}</p></blockquote>",
                    $"<table><thead><tr><th>h</th><th>i</th></tr></thead><tbody><tr><td>{text}</td><td>x</td></tr></tbody></table>",
                    $"<p><a href=\"/x\">{text}</a>{text}</p>",
                    $"<p><code>{text}</code></p>",
                    $"<figure><img src=\"/a.png\"><figcaption>{text}</figcaption></figure>",
                    $"<dl><dt>{text}</dt><dd>{text}</dd></dl>",
                    $"<details><summary>{text}</summary><p>{text}</p></details>",
                }
            )
            {
                var markdown = HtmlToMarkdown.Convert(html).Markdown;
                var rendered = Rendered.Body(markdown);
                var isMarked =
                    rendered.Contains("<strong>", StringComparison.Ordinal) && !html.Contains("<strong>", StringComparison.Ordinal);
                if (HtmlWords.Of(html) != HtmlWords.Of(rendered).Replace(NoSummary, "", StringComparison.Ordinal) || isMarked)
                {
                    wrong.AppendLine(CultureInfo.InvariantCulture, $"--- {html}\n{markdown}\n+++ {rendered}\n");
                }
            }
        }

        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    [Fact]
    public void Marks_beside_Chinese_and_punctuation_are_marks_when_shown()
    {
        string[] inner =
        [
            "重点",
            "重点。",
            "“你好”",
            "（注）",
            "bold",
            "bold.",
            "(bold)",
            "a,",
            "「引用」",
            "50%",
            "$5",
            "C++",
            "#1",
            "'x'",
        ];
        string[] around = ["", "前", "。", "，", "a", ".", " ", "(", "）", "“", "1"];
        var wrong = new StringBuilder();
        foreach (var tag in new[] { "strong", "em", "del", "mark" })
        {
            foreach (var words in inner)
            {
                foreach (var before in around)
                {
                    foreach (var after in around)
                    {
                        var html = $"<p>{before}<{tag}>{words}</{tag}>{after}</p>";
                        var rendered = Rendered.Parse(Rendered.Body(HtmlToMarkdown.Convert(html).Markdown));
                        if (rendered.QuerySelector(tag)?.TextContent != words)
                        {
                            wrong.AppendLine(
                                CultureInfo.InvariantCulture,
                                $"{html}: {HtmlToMarkdown.Convert(html).Markdown} -> {rendered.InnerHtml}"
                            );
                        }
                    }
                }
            }
        }

        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    /// <summary>Trees that nobody wrote: elements in each other, texts that look like Markdown, Chinese and English.</summary>
    [Fact]
    public void No_word_of_a_generated_text_changes()
    {
        for (var seed = 0; seed < 1_500; seed++)
        {
            var html = new GeneratedHtml(seed).Blocks(0);
            var markdown = HtmlToMarkdown.Convert(html).Markdown;
            var shown = HtmlWords.Of(Rendered.Body(markdown)).Replace(NoSummary, "", StringComparison.Ordinal);
            Assert.True(HtmlWords.Of(html) == shown, $"seed {seed}\n{html}\n---\n{markdown}\n---\n{HtmlWords.Of(html)}\n{shown}");
        }
    }
}
